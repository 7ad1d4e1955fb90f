import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { availableOn } from './available-on.js'
import { feeOf, pricingOf } from './fees.js'

describe('processing fees', () => {
  it('are 2.9 % + 30 unless the account has its own', () => {
    assert.equal(feeOf(2000, 'usd', pricingOf(undefined)), 88)
    assert.equal(feeOf(2000, 'usd', pricingOf({ annex_fees: '1.5% + 25' })), 55)
    assert.equal(feeOf(2000, 'usd', pricingOf({ annex_fees: 'little' })), 88)
  })

  it('follow the digits of the currency and never exceed the amount', () => {
    const standard = pricingOf({})
    assert.equal(feeOf(10_000, 'jpy', standard), 290)
    assert.equal(feeOf(10_000, 'kwd', standard), 590)
    assert.equal(feeOf(20, 'usd', standard), 20)
  })
})

describe('when money is available', () => {
  const at = (iso: string) => Date.parse(iso) / 1000

  it('is midnight two business days later', () => {
    assert.equal(availableOn(at('2026-03-03T15:00:00Z')), at('2026-03-05'))
    assert.equal(availableOn(at('2026-03-03T00:00:00Z')), at('2026-03-05'))
  })

  it('does not count the weekend', () => {
    assert.equal(availableOn(at('2026-03-05T23:59:59Z')), at('2026-03-09'))
    assert.equal(availableOn(at('2026-03-06T08:00:00Z')), at('2026-03-10'))
    assert.equal(availableOn(at('2026-03-07T08:00:00Z')), at('2026-03-10'))
  })
})
