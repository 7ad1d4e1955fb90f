/**
 * Worked examples, the sums done by hand. The clock starts on 23 September 2026, 04:26:40 UTC, so the
 * first monthly period has 30 days, the second (to 23 November) 31 days, and a year has 365.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, endOf, HOUR, roastery, type Roastery } from '../../../test/worlds/roastery.js'

type Update = Omit<Stripe.SubscriptionUpdateParams, 'items'> & {
  /** By the name of the price: the first item is changed to it. */
  readonly to?: string
  readonly quantity?: number
  readonly add?: string
}

interface Example {
  readonly name: string
  readonly prices: Readonly<Record<string, Partial<Stripe.PriceCreateParams>>>
  readonly start?: string
  readonly quantity?: number
  readonly subscribe?: (world: Roastery) => Stripe.SubscriptionCreateParams
  readonly coupon?: Stripe.CouponCreateParams
  readonly tax?: { percentage: number; inclusive: boolean }
  readonly credit?: number
  /** The first invoice's total. */
  readonly first: number
  readonly afterDays?: number
  readonly update?: Update
  /** Amounts of the proration items that wait, in the order they were made. */
  readonly pending?: readonly number[]
  /** The total of the invoice an update makes at once. */
  readonly now?: number
  /** Totals of the renewals that follow. */
  readonly renewals?: readonly number[]
}

const month = (unit_amount: number) => ({ unit_amount, recurring: { interval: 'month' } as const })
const year = (unit_amount: number) => ({ unit_amount, recurring: { interval: 'year' } as const })
const tiers = (tiers_mode: 'graduated' | 'volume') => ({
  ...{ billing_scheme: 'tiered' as const, tiers_mode, recurring: { interval: 'month' as const } },
  tiers: [
    { up_to: 5, unit_amount: 700 },
    { up_to: 'inf' as const, unit_amount: 650, flat_amount: 100 },
  ],
})

const EXAMPLES: readonly Example[] = [
  { name: 'a plain month', prices: { a: month(3000) }, first: 3000, renewals: [3000, 3000] },
  { name: 'three of them', prices: { a: month(3000) }, quantity: 3, first: 9000, renewals: [9000] },
  { name: 'none of them', prices: { a: month(3000) }, quantity: 0, first: 0, renewals: [0] },
  {
    ...{ name: 'up after 10 of 30 days: −3000·20/30 + 6000·20/30' },
    ...{ prices: { a: month(3000), b: month(6000) }, first: 3000, afterDays: 10 },
    ...{ update: { to: 'b' }, pending: [-2000, 4000], renewals: [8000, 6000] },
  },
  {
    ...{ name: 'down after 10 of 30 days: −6000·20/30 + 3000·20/30' },
    ...{ prices: { a: month(6000), b: month(3000) }, first: 6000, afterDays: 10 },
    ...{ update: { to: 'b' }, pending: [-4000, 2000], renewals: [1000, 3000] },
  },
  {
    ...{ name: 'more of the same in mid-period: −1·3000/2 + 4·3000/2' },
    ...{ prices: { a: month(3000) }, first: 3000, afterDays: 15 },
    ...{ update: { quantity: 4 }, pending: [-1500, 6000], renewals: [16500, 12000] },
  },
  {
    ...{ name: 'fewer: −4·3000/2 + 1·3000/2' },
    ...{ prices: { a: month(3000) }, quantity: 4, first: 12000, afterDays: 15 },
    // 3000 − 6000 + 1500 is −1500: credit, which the month after uses up.
    ...{ update: { quantity: 1 }, pending: [-6000, 1500], renewals: [-1500, 3000] },
  },
  {
    ...{ name: 'up on the last day: −3000/30 + 6000/30' },
    ...{ prices: { a: month(3000), b: month(6000) }, first: 3000, afterDays: 29 },
    ...{ update: { to: 'b' }, pending: [-100, 200], renewals: [6100] },
  },
  {
    ...{ name: 'a third of a cent is rounded on each line: 1000·20/30, 2000·20/30' },
    ...{ prices: { a: month(1000), b: month(2000) }, first: 1000, afterDays: 10 },
    ...{ update: { to: 'b' }, pending: [-667, 1333], renewals: [2666] },
  },
  {
    ...{ name: 'without prorations' },
    ...{ prices: { a: month(3000), b: month(6000) }, first: 3000, afterDays: 10 },
    ...{ update: { to: 'b', proration_behavior: 'none' }, pending: [], renewals: [6000] },
  },
  {
    ...{ name: 'billed at once: 4000 − 2000' },
    ...{ prices: { a: month(3000), b: month(6000) }, first: 3000, afterDays: 10 },
    ...{ update: { to: 'b', proration_behavior: 'always_invoice' }, now: 2000, renewals: [6000] },
  },
  {
    ...{ name: 'a downgrade billed at once is credit for the renewal' },
    ...{ prices: { a: month(6000), b: month(3000) }, first: 6000, afterDays: 10 },
    ...{ update: { to: 'b', proration_behavior: 'always_invoice' }, now: -2000, renewals: [3000] },
  },
  {
    ...{ name: 'another item: 900·20/30' },
    ...{ prices: { a: month(3000), b: month(900) }, first: 3000, afterDays: 10 },
    ...{ update: { add: 'b' }, pending: [600], renewals: [4500, 3900] },
  },
  {
    ...{ name: 'monthly to yearly begins anew: 36500 − 2000' },
    ...{ prices: { a: month(3000), b: year(36500) }, first: 3000, afterDays: 10 },
    ...{ update: { to: 'b' }, now: 34500, renewals: [36500] },
  },
  {
    ...{ name: 'yearly to monthly after 73 of 365 days: 3000 − 36500·292/365' },
    ...{ prices: { a: year(36500), b: month(3000) }, first: 36500, afterDays: 73 },
    ...{ update: { to: 'b' }, now: -26200, renewals: [3000] },
  },
  {
    ...{ name: 'yearly to monthly without prorations' },
    ...{ prices: { a: year(36500), b: month(3000) }, first: 36500, afterDays: 73 },
    ...{ update: { to: 'b', proration_behavior: 'none' }, now: 3000, renewals: [3000] },
  },
  {
    ...{ name: 'free to paid begins anew' },
    ...{ prices: { a: month(0), b: month(3000) }, first: 0, afterDays: 10 },
    ...{ update: { to: 'b' }, now: 3000, renewals: [3000] },
  },
  {
    ...{ name: 'the anchor moved to now: 3000 − 2000' },
    ...{ prices: { a: month(3000) }, first: 3000, afterDays: 10 },
    ...{ update: { billing_cycle_anchor: { type: 'now' } }, now: 1000, renewals: [3000] },
  },
  {
    ...{ name: 'tiers passed through: 5·700 + 2·650 + 100' },
    ...{ prices: { a: tiers('graduated') }, quantity: 7, first: 4900, renewals: [4900] },
  },
  {
    ...{ name: 'the tier reached: 7·650 + 100' },
    ...{ prices: { a: tiers('volume') }, quantity: 7, first: 4650, renewals: [4650] },
  },
  {
    ...{ name: 'from the first tier to the second: −3500/2 + 4900/2' },
    ...{ prices: { a: tiers('graduated') }, quantity: 5, first: 3500, afterDays: 15 },
    ...{ update: { quantity: 7 }, pending: [-1750, 2450], renewals: [5600] },
  },
  {
    ...{ name: 'begun packages of 10: 3 · 500' },
    prices: {
      a: { ...month(500), transform_quantity: { divide_by: 10, round: 'up' } },
    },
    ...{ quantity: 21, first: 1500, renewals: [1500] },
  },
  {
    ...{ name: 'tenths of a cent: 333 · 12.5' },
    prices: {
      a: {
        ...{ unit_amount_decimal: '12.5' as unknown as Stripe.Decimal },
        recurring: { interval: 'month' },
      },
    },
    ...{ quantity: 333, first: 4163, renewals: [4163] },
  },
  {
    ...{ name: 'a coupon for once' },
    ...{ prices: { a: month(3000) }, coupon: { percent_off: 50, duration: 'once' } },
    ...{ first: 1500, renewals: [3000] },
  },
  {
    ...{ name: 'a coupon for two months, over when its end has come' },
    prices: { a: month(3000) },
    coupon: { percent_off: 10, duration: 'repeating', duration_in_months: 2 },
    ...{ first: 2700, renewals: [2700, 3000] },
  },
  {
    ...{ name: 'a coupon for ever' },
    ...{ prices: { a: month(3000) }, coupon: { percent_off: 33.3, duration: 'forever' } },
    // 999 of 3000 go.
    ...{ first: 2001, renewals: [2001, 2001] },
  },
  {
    ...{ name: 'an amount off for ever' },
    prices: { a: month(3000) },
    coupon: { amount_off: 700, currency: 'usd', duration: 'forever' },
    ...{ first: 2300, renewals: [2300] },
  },
  {
    ...{ name: 'prorations without what the coupon takes: −1500·20/30 + 3000·20/30' },
    ...{ prices: { a: month(3000), b: month(6000) }, first: 1500, afterDays: 10 },
    coupon: { percent_off: 50, duration: 'forever' },
    ...{ update: { to: 'b' }, pending: [-1000, 2000], renewals: [4000] },
  },
  {
    ...{ name: 'tax inside: still 3000' },
    ...{ prices: { a: month(3000) }, tax: { percentage: 19, inclusive: true } },
    ...{ first: 3000, renewals: [3000] },
  },
  {
    ...{ name: 'tax on top: 3000 + 8.25 %' },
    ...{ prices: { a: month(3000) }, tax: { percentage: 8.25, inclusive: false } },
    // 247.5 is rounded up.
    ...{ first: 3248, renewals: [3248] },
  },
  {
    ...{ name: 'tax on prorations too: (6000 + 4000 − 2000) · 1.1' },
    ...{ prices: { a: month(3000), b: month(6000) }, tax: { percentage: 10, inclusive: false } },
    ...{ first: 3300, afterDays: 10, update: { to: 'b' }, renewals: [8800] },
  },
  {
    ...{ name: 'yen, which have no cents: −1000·20/30 + 2500·20/30' },
    prices: { a: { ...month(1000), currency: 'jpy' }, b: { ...month(2500), currency: 'jpy' } },
    ...{ first: 1000, afterDays: 10, update: { to: 'b' } },
    ...{ pending: [-667, 1667], renewals: [3500] },
  },
  {
    ...{ name: 'credit pays first, and the total stays what it is' },
    ...{ prices: { a: month(3000) }, credit: -4000, first: 3000, renewals: [3000] },
  },
  {
    ...{ name: 'a trial of 14 days' },
    ...{ prices: { a: month(3000) }, first: 0, renewals: [3000, 3000] },
    subscribe: () => ({ trial_period_days: 14 }),
  },
  {
    ...{ name: 'a price changed during the trial costs nothing yet' },
    ...{ prices: { a: month(3000), b: month(6000) }, first: 0, afterDays: 5 },
    subscribe: () => ({ trial_period_days: 14 }),
    ...{ update: { to: 'b' }, pending: [], renewals: [6000] },
  },
  {
    ...{ name: 'a trial ended now' },
    ...{ prices: { a: month(3000) }, first: 0, afterDays: 5 },
    subscribe: () => ({ trial_period_days: 14 }),
    ...{ update: { trial_end: 'now' }, now: 3000, renewals: [3000] },
  },
  {
    ...{ name: 'up to an anchor 10 of 30 days away: 3000·10/30' },
    ...{ prices: { a: month(3000) }, start: '2026-10-01T00:00:00Z', first: 1000 },
    // The whole period would be 11 Sep to 11 Oct: 30 days. From 1 to 11 Oct are 10.
    subscribe: (world) => ({ billing_cycle_anchor: world.now() + 10 * DAY }),
    renewals: [3000],
  },
  {
    ...{ name: 'an anchor ahead, nothing until then' },
    ...{ prices: { a: month(3000) }, first: 0, renewals: [3000] },
    subscribe: (world) => ({
      ...{ billing_cycle_anchor: world.now() + 10 * DAY, proration_behavior: 'none' },
    }),
  },
  {
    ...{ name: 'backdated by 15 of 31 days, billed with the month that begins' },
    // 23 Sep less 15 days is 8 Sep; its month, to 8 Oct, has 30 days: half of one.
    ...{ prices: { a: month(3000) }, first: 4500, renewals: [3000] },
    subscribe: (world) => ({ backdate_start_date: world.now() - 15 * DAY }),
  },
  {
    ...{ name: 'every third month' },
    prices: { a: { unit_amount: 9000, recurring: { interval: 'month', interval_count: 3 } } },
    ...{ first: 9000, renewals: [9000] },
  },
  {
    ...{ name: 'weekly, up on the third day: −700·4/7 + 1400·4/7' },
    prices: {
      a: { unit_amount: 700, recurring: { interval: 'week' } },
      b: { unit_amount: 1400, recurring: { interval: 'week' } },
    },
    ...{ first: 700, afterDays: 3, update: { to: 'b' }, pending: [-400, 800], renewals: [1800] },
  },
  {
    ...{ name: 'daily' },
    prices: { a: { unit_amount: 150, recurring: { interval: 'day' } } },
    ...{ first: 150, renewals: [150, 150, 150] },
  },
  {
    ...{ name: 'February of a leap year: −2900·19/29 + 5800·19/29' },
    ...{ prices: { a: month(2900), b: month(5800) }, start: '2028-02-01T00:00:00Z' },
    ...{ first: 2900, afterDays: 10, update: { to: 'b' } },
    ...{ pending: [-1900, 3800], renewals: [7700] },
  },
  {
    ...{ name: 'a month that begins on the 31st: −2800·14/28 + 5600·14/28' },
    // 31 Jan to 28 Feb 2027.
    ...{ prices: { a: month(2800), b: month(5600) }, start: '2027-01-31T00:00:00Z' },
    ...{ first: 2800, afterDays: 14, update: { to: 'b' } },
    ...{ pending: [-1400, 2800], renewals: [7000] },
  },
  {
    ...{ name: 'yearly from 29 February: 365 days' },
    ...{ prices: { a: year(36500), b: year(73000) }, start: '2028-02-29T00:00:00Z' },
    // 29 Feb 2028 to 28 Feb 2029 are 365 days; 73 used, 292 left.
    ...{ first: 36500, afterDays: 73, update: { to: 'b' } },
    ...{ pending: [-29200, 58400], renewals: [102200] },
  },
]

async function playedTo(world: Roastery, example: Example) {
  const { stripe, customer } = world
  if (example.start) world.goTo(Date.parse(example.start) / 1000)
  const prices = await pricesOf(world, example)
  if (example.credit) {
    await stripe.customers.createBalanceTransaction(customer, {
      ...{ amount: example.credit, currency: 'usd' },
    })
  }
  const coupon = example.coupon && (await stripe.coupons.create(example.coupon))
  const rate =
    example.tax && (await stripe.taxRates.create({ display_name: 'Tax', ...example.tax }))
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: prices['a'] ?? '', quantity: example.quantity ?? 1 }],
    ...(coupon && { discounts: [{ coupon: coupon.id }] }),
    ...(rate && { default_tax_rates: [rate.id] }),
    ...example.subscribe?.(world),
  })
  return { subscription, prices }
}

async function pricesOf({ stripe }: Roastery, { prices }: Example) {
  const ids: Record<string, string> = {}
  for (const [name, params] of Object.entries(prices)) {
    const price = await stripe.prices.create({
      ...{ currency: 'usd', product_data: { name } },
      ...params,
    })
    ids[name] = price.id
  }
  return ids
}

function updateParams(
  { to, quantity, add, ...rest }: Update,
  item: string,
  prices: Record<string, string>,
): Stripe.SubscriptionUpdateParams {
  const changed = {
    id: item,
    ...(to && { price: prices[to] ?? '' }),
    ...(quantity !== undefined && { quantity }),
  }
  const items = add ? [{ price: prices[add] ?? '' }] : [changed]
  return { ...rest, ...((to ?? quantity ?? add) !== undefined && { items }) }
}

const totalOf = async ({ stripe }: Roastery): Promise<number | undefined> =>
  (await stripe.invoices.list({ limit: 1 })).data[0]?.total

describe('worked examples', () => {
  for (const example of EXAMPLES) {
    it(example.name, async (t) => {
      const world = await roastery(t)
      const { stripe } = world
      const { subscription, prices } = await playedTo(world, example)
      assert.equal(await totalOf(world), example.first, 'the first invoice')

      world.advance((example.afterDays ?? 0) * DAY)
      if (example.update) {
        const item = subscription.items.data[0]?.id ?? ''
        await stripe.subscriptions.update(
          subscription.id,
          updateParams(example.update, item, prices),
        )
      }
      if (example.pending) {
        const waiting = await stripe.invoiceItems.list({ pending: true, limit: 100 })
        const amounts = waiting.data.map(({ amount }) => amount).toReversed()
        assert.deepEqual(amounts, example.pending, 'what waits')
      }
      if (example.now !== undefined) assert.equal(await totalOf(world), example.now, 'at once')

      for (const [index, total] of (example.renewals ?? []).entries()) {
        world.goTo(endOf(await stripe.subscriptions.retrieve(subscription.id)) + HOUR)
        assert.equal(await totalOf(world), total, `renewal ${index + 1}`)
      }
    })
  }
})
