import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { nextStepAfter, periodAt, stepFrom, type Rhythm } from './calendar.js'
import { discountAmounts, type Discountable } from './discount-amounts.js'
import { decimal, decimalText, fraction, plus, rounded, times } from './fraction.js'
import { amountOf, partsOf, type Pricing } from './price-amounts.js'
import { remainingShare } from './proration.js'
import { addedBy, taxesOn } from './tax-amounts.js'

const at = (text: string): number => Date.parse(text) / 1000
const monthly: Rhythm = { interval: 'month', interval_count: 1 }

const STEPS: readonly [anchor: string, rhythm: Rhythm, count: number, expected: string][] = [
  ['2026-01-31T10:00:00Z', monthly, 1, '2026-02-28T10:00:00Z'],
  ['2026-01-31T10:00:00Z', monthly, 2, '2026-03-31T10:00:00Z'],
  ['2024-01-31T00:00:00Z', monthly, 1, '2024-02-29T00:00:00Z'],
  ['2024-02-29T23:59:59Z', { interval: 'year', interval_count: 1 }, 1, '2025-02-28T23:59:59Z'],
  ['2024-02-29T23:59:59Z', { interval: 'year', interval_count: 1 }, 4, '2028-02-29T23:59:59Z'],
  ['2026-11-30T05:06:07Z', { interval: 'month', interval_count: 3 }, 1, '2027-02-28T05:06:07Z'],
  ['2026-12-28T00:00:00Z', { interval: 'week', interval_count: 2 }, 1, '2027-01-11T00:00:00Z'],
  ['2026-03-28T12:00:00Z', { interval: 'day', interval_count: 30 }, 1, '2026-04-27T12:00:00Z'],
  ['2026-03-31T12:00:00Z', monthly, -1, '2026-02-28T12:00:00Z'],
]

describe('billing periods', () => {
  for (const [anchor, rhythm, count, expected] of STEPS) {
    const { interval, interval_count } = rhythm
    it(`step ${count} × ${interval_count} ${interval} from ${anchor} to ${expected}`, () => {
      assert.equal(stepFrom(at(anchor), rhythm, count), at(expected))
    })
  }

  const rhythms = fc.record({
    interval: fc.constantFrom('day', 'week', 'month', 'year'),
    interval_count: fc.integer({ min: 1, max: 12 }),
  })
  const times = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') })

  it('follow each other without a gap, and hold the moment they were asked for', () => {
    fc.assert(
      fc.property(times, rhythms, times, (anchor, rhythm, moment) => {
        const period = periodAt(anchor, rhythm, moment)
        assert.ok(period.start <= moment && moment < period.end)
        assert.equal(periodAt(anchor, rhythm, period.end).start, period.end)
        assert.equal(periodAt(anchor, rhythm, period.start - 1).end, period.start)
        assert.equal(nextStepAfter(anchor, rhythm, moment), period.end)
      }),
    )
  })
})

describe('exact fractions', () => {
  it('round halves away from zero', () => {
    assert.deepEqual(
      [fraction(5, 2), fraction(-5, 2), fraction(7, 3), decimal('-0.49')].map(rounded),
      [3, -3, 2, 0],
    )
  })

  it('keep what floating point loses', () => {
    const sum = [...Array(10)].reduce((all) => plus(all, decimal('0.1')), fraction(0))
    assert.equal(decimalText(sum), '1')
    assert.equal(decimalText(times(decimal('1.005'), fraction(1000))), '1005')
    assert.equal(decimalText(fraction(1, 3)), '0.333333333333')
  })

  it('refuse what is no decimal', () => {
    assert.throws(() => decimal('1e3'), /not a decimal/)
  })
})

function perUnit(unit: string, more: Partial<Pricing> = {}): Pricing {
  return {
    ...{ billing_scheme: 'per_unit', tiers_mode: null, transform_quantity: null },
    unit_amount_decimal: unit as never,
    ...more,
  }
}

function tiered(tiers_mode: 'graduated' | 'volume'): Pricing {
  const tier = (up_to: number | null, unit: string, flat: string | null) =>
    ({
      ...{ up_to, unit_amount: null, flat_amount: null },
      ...{ unit_amount_decimal: unit, flat_amount_decimal: flat },
    }) as never
  return {
    ...{ billing_scheme: 'tiered', tiers_mode, transform_quantity: null },
    ...{ unit_amount_decimal: null, tiers: [tier(5, '700', null), tier(10, '650', '100')] },
  }
}

describe('amounts of a price', () => {
  it('are rounded once, after multiplying', () => {
    assert.equal(amountOf(perUnit('0.05'), 10), 1)
    assert.equal(amountOf(perUnit('0.05'), 9), 0)
    assert.equal(amountOf(perUnit('33.3'), 3), 100)
  })

  it('count begun packages, or leave them out', () => {
    const up = perUnit('500', { transform_quantity: { divide_by: 100, round: 'up' } })
    const down = perUnit('500', { transform_quantity: { divide_by: 100, round: 'down' } })
    assert.deepEqual([amountOf(up, 101), amountOf(down, 199), amountOf(up, 0)], [1000, 500, 0])
  })

  it('graduate through tiers: 5 × 700 + 2 × 650 + 100', () => {
    const parts = partsOf(tiered('graduated'), 7)
    assert.deepEqual(
      parts.map((part) => [part.tier, part.quantity, part.amount]),
      [
        [1, 5, 3500],
        [2, 2, 1300],
        [2, 0, 100],
      ],
    )
  })

  it('take the whole volume at the tier it reaches: 7 × 650 + 100', () => {
    assert.equal(amountOf(tiered('volume'), 7), 4650)
    assert.equal(amountOf(tiered('volume'), 5), 3500)
  })
})

const percent = (discount: string, percent_off: number) => ({
  ...{ discount, percent_off, amount_off: null },
})
const off = (discount: string, amount_off: number) => ({ discount, percent_off: null, amount_off })

describe('discounts', () => {
  it('take their percentage of each line, one after the other', () => {
    const taken = discountAmounts([{ amount: 1999, offs: [percent('a', 50), percent('b', 10)] }])
    assert.deepEqual(taken, [
      [
        { discount: 'a', amount: 1000 },
        { discount: 'b', amount: 100 },
      ],
    ])
  })

  it('share an amount out among the lines it applies to', () => {
    const all = [off('a', 1000)]
    const lines = [
      { amount: 2000, offs: all },
      { amount: 1000, offs: all },
      { amount: 500, offs: [] },
    ]
    assert.deepEqual(
      discountAmounts(lines).map((line) => line.map(({ amount }) => amount)),
      [[667], [333], []],
    )
  })

  const lines = fc.array(
    fc.record({
      amount: fc.integer({ min: 0, max: 1_000_000 }),
      offs: fc.subarray([off('a', 777), percent('b', 33.3), off('c', 5_000_000)]),
    }),
    { maxLength: 6 },
  )

  it('never take more than there is, and an amount only once', () => {
    fc.assert(
      fc.property(lines, (some: Discountable[]) => {
        const taken = discountAmounts(some)
        for (const [index, line] of some.entries()) {
          const sum = (taken[index] ?? []).reduce((all, { amount }) => all + amount, 0)
          assert.ok(sum >= 0 && sum <= line.amount)
        }
        const ofA = taken.flat().filter(({ discount }) => discount === 'a')
        assert.ok(ofA.reduce((all, { amount }) => all + amount, 0) <= 777)
      }),
    )
  })
})

describe('taxes', () => {
  const vat = { id: 'vat', percentage: 19, inclusive: true }
  const sales = { id: 'sales', percentage: 8.25, inclusive: false }

  it('inside the amount: 1190 holds 190', () => {
    assert.deepEqual(taxesOn(1190, [vat]), [
      { rate: 'vat', amount: 190, inclusive: true, taxable_amount: 1000 },
    ])
  })

  it('on top: 8.25 % of 1999 is 164.9', () => {
    const taxes = taxesOn(1999, [sales])
    assert.deepEqual([taxes[0]?.amount, addedBy(taxes)], [165, 165])
  })

  it('on top of what is left without the inclusive ones', () => {
    assert.deepEqual(
      taxesOn(1190, [vat, sales]).map(({ amount }) => amount),
      [190, 83],
    )
  })

  it('of a credit are those of its debit, negative', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (amount) => {
        const [debit, credit] = [taxesOn(amount, [vat, sales]), taxesOn(-amount, [vat, sales])]
        assert.equal(addedBy(debit) + addedBy(credit), 0)
      }),
    )
  })
})

describe('proration', () => {
  const april = { start: at('2026-04-01T00:00:00Z'), end: at('2026-05-01T00:00:00Z') }

  it('counts seconds: ten of thirty days of 3000', () => {
    assert.equal(remainingShare(3000, at('2026-04-21T00:00:00Z'), april), 1000)
    assert.equal(remainingShare(3000, at('2026-04-21T00:00:01Z'), april), 1000)
    assert.equal(remainingShare(-2000, at('2026-04-16T00:00:00Z'), april), -1000)
  })

  it('is all before the period and nothing after it', () => {
    assert.equal(remainingShare(999, april.start - 5, april), 999)
    assert.equal(remainingShare(999, april.end, april), 0)
  })
})
