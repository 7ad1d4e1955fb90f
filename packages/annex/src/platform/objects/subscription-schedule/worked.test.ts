/**
 * Worked examples of phases, the sums done by hand. The clock starts on 23 September 2026, 04:26:40 UTC:
 * the first monthly period has 30 days, the second (to 23 November) 31, the third 30.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, HOUR, roastery, type Roastery } from '../../../test/worlds/roastery.js'
import { totals } from '../../../test/worlds/schedules.js'

type PhaseParams = Stripe.SubscriptionScheduleCreateParams.Phase

interface Phase extends Omit<PhaseParams, 'items' | 'discounts' | 'default_tax_rates'> {
  /** Prices by their amount: `[3000]`, or twice of it `[[3000, 2]]`. */
  readonly sells: readonly (number | readonly [amount: number, quantity: number])[]
  /** Ends so many days after the schedule began. */
  readonly untilDay?: number
  /** Per cent off. */
  readonly off?: number
  /** Per cent on top. */
  readonly tax?: number
}

interface Example {
  readonly name: string
  readonly start?: string
  readonly currency?: string
  readonly every?: Stripe.PriceCreateParams.Recurring
  readonly phases: readonly Phase[]
  /** Totals of all invoices until the last phase has ended, or a day after its last invoice. */
  readonly invoices: readonly number[]
  readonly days: number
}

const months = (interval_count: number) => ({ interval: 'month' as const, interval_count })

const EXAMPLES: readonly Example[] = [
  {
    ...{ name: 'a price for two months, then another for good', days: 100 },
    phases: [{ sells: [3000], duration: months(2) }, { sells: [4000] }],
    invoices: [3000, 3000, 4000, 4000],
  },
  {
    ...{ name: 'up after 10 of 30 days: 6000 + 4000 − 2000', days: 31 },
    phases: [
      { sells: [3000], untilDay: 10 },
      { sells: [6000], duration: months(2) },
    ],
    invoices: [3000, 8000],
  },
  {
    ...{ name: 'down after 10 of 30 days: 3000 + 2000 − 4000', days: 31 },
    phases: [
      { sells: [6000], untilDay: 10 },
      { sells: [3000], duration: months(2) },
    ],
    invoices: [6000, 1000],
  },
  {
    ...{ name: 'up at once after 15 of 30 days: 3000 − 1500', days: 31 },
    phases: [
      { sells: [3000], untilDay: 15 },
      { sells: [6000], duration: months(2), proration_behavior: 'always_invoice' },
    ],
    invoices: [3000, 1500, 6000],
  },
  {
    ...{ name: 'without prorations', days: 31 },
    phases: [
      { sells: [3000], untilDay: 15 },
      { sells: [6000], duration: months(2), proration_behavior: 'none' },
    ],
    invoices: [3000, 6000],
  },
  {
    ...{ name: 'a third joins after 20 of 30 days: 2 · 3000 + 3000/3 + 3000', days: 31 },
    phases: [
      { sells: [[3000, 2]], untilDay: 20 },
      { sells: [[3000, 3]], duration: months(2) },
    ],
    // −6000/3 + 9000/3 = 1000, and 9000 for the month to come.
    invoices: [6000, 10000],
  },
  {
    ...{ name: 'another item with the second phase', days: 31 },
    phases: [{ sells: [3000], duration: months(1) }, { sells: [3000, 900] }],
    invoices: [3000, 3900],
  },
  {
    ...{ name: 'half off for one phase: 1500, then all of it', days: 62 },
    phases: [{ sells: [3000], duration: months(1), off: 50 }, { sells: [3000] }],
    invoices: [1500, 3000, 3000],
  },
  {
    ...{ name: 'taxed from the second phase on: 3000 · 1.2', days: 31 },
    phases: [
      { sells: [3000], duration: months(1) },
      { sells: [3000], tax: 20 },
    ],
    invoices: [3000, 3600],
  },
  {
    ...{ name: 'a month on trial, then paid', days: 62 },
    phases: [{ sells: [3000], duration: months(1), trial: true }, { sells: [3000] }],
    invoices: [0, 3000, 3000],
  },
  {
    ...{ name: 'a trial in the middle gives back what was paid: −3000·20/30', days: 31 },
    phases: [
      { sells: [3000], untilDay: 10 },
      { sells: [3000], untilDay: 30, trial: true },
      { sells: [3000], duration: months(1) },
    ],
    invoices: [3000, 1000],
  },
  {
    ...{ name: 'yen, rounded on each line: −1000·20/30 + 2500·20/30', days: 31, currency: 'jpy' },
    phases: [
      { sells: [1000], untilDay: 10 },
      { sells: [2500], duration: months(2) },
    ],
    // −667 + 1667 + 2500.
    invoices: [1000, 3500],
  },
  {
    ...{ name: 'the cycle begins anew with a phase: 6000 − 1500', days: 31 },
    phases: [
      { sells: [3000], untilDay: 15 },
      { sells: [6000], duration: months(2), billing_cycle_anchor: 'phase_start' },
    ],
    invoices: [3000, 4500],
  },
  {
    ...{ name: 'month after month from the 31st', start: '2027-01-31T12:00:00Z', days: 100 },
    phases: [
      { sells: [3000], duration: months(1) },
      { sells: [4000], duration: months(1) },
      { sells: [5000], duration: months(1) },
    ],
    // 31 January, 28 February, 31 March, 30 April.
    invoices: [3000, 4000, 5000, 5000],
  },
  {
    ...{ name: 'over 29 February: −2900·14/29 + 5800·14/29', start: '2028-02-01T00:00:00Z' },
    ...{ days: 30 },
    phases: [
      { sells: [2900], untilDay: 15 },
      { sells: [5800], duration: months(2) },
    ],
    invoices: [2900, 7200],
  },
  {
    ...{ name: 'weekly, up on the third day: −700·4/7 + 1400·4/7', days: 8 },
    every: { interval: 'week' },
    phases: [
      { sells: [700], untilDay: 3 },
      { sells: [1400], duration: months(1) },
    ],
    invoices: [700, 1800],
  },
]

async function phaseOf(world: Roastery, phase: Phase, { currency = 'usd', every }: Example) {
  const { stripe } = world
  const { sells, untilDay, off, tax, ...rest } = phase
  const items: Stripe.SubscriptionScheduleCreateParams.Phase.Item[] = []
  for (const one of sells) {
    const [unit_amount, quantity] = typeof one === 'number' ? [one, 1] : one
    const price = await priceAt(world, { unit_amount, currency, every })
    items.push({ price, quantity })
  }
  const coupon = off && (await stripe.coupons.create({ percent_off: off, duration: 'forever' }))
  const rate =
    tax &&
    (await stripe.taxRates.create({ display_name: 'Tax', inclusive: false, percentage: tax }))
  return {
    ...rest,
    items,
    ...(untilDay !== undefined && { end_date: world.now() + untilDay * DAY }),
    ...(coupon && { discounts: [{ coupon: coupon.id }] }),
    ...(rate && { default_tax_rates: [rate.id] }),
  }
}

interface Wanted {
  readonly unit_amount: number
  readonly currency: string
  readonly every: Stripe.PriceCreateParams.Recurring | undefined
}

/** One price for each amount, so that phases go on with the items they have. */
async function priceAt({ stripe }: Roastery, { unit_amount, currency, every }: Wanted) {
  const lookup_key = `${unit_amount} ${currency}`
  const known = (await stripe.prices.list({ lookup_keys: [lookup_key] })).data[0]
  if (known) return known.id
  const made = await stripe.prices.create({
    ...{ unit_amount, currency, lookup_key, recurring: every ?? { interval: 'month' } },
    product_data: { name: `At ${unit_amount}` },
  })
  return made.id
}

describe('worked examples of schedules', () => {
  for (const example of EXAMPLES) {
    it(example.name, async (t) => {
      const world = await roastery(t)
      if (example.start) world.goTo(Date.parse(example.start) / 1000)
      const phases: PhaseParams[] = []
      for (const phase of example.phases) phases.push(await phaseOf(world, phase, example))
      const { customer } = world
      await world.stripe.subscriptionSchedules.create({ customer, phases })
      world.advance(example.days * DAY + 2 * HOUR)
      assert.deepEqual(await totals(world), example.invoices)
      const due = (await world.stripe.invoices.list({ status: 'open' })).data
      assert.deepEqual(due, [])
    })
  }
})
