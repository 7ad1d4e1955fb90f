/** Random lives of a subscription: who lives it, and what may happen to them. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import * as fc from 'fast-check'
import type { Stripe } from 'stripe'
import { metered, type Metered } from './metered.js'
import { DAY, HOUR } from './roastery.js'

export interface Life {
  readonly world: Metered
  readonly id: string
  /** Monthly ones of different amounts, a free one, and a yearly one at the end. */
  readonly prices: readonly string[]
  /** One that pays, and one that is declined. */
  readonly cards: readonly string[]
}

/** Something that happens; `name` is what a failing story is told with. */
export interface Step {
  readonly name: string
  readonly run: (life: Life) => Promise<unknown>
}

const PRICES = [
  ...[[999, 'month'] as const, [2501, 'month'] as const],
  ...[[0, 'month'] as const, [9999, 'year'] as const],
]

export async function born(t: TestContext): Promise<Life> {
  const world = await metered(t)
  const { stripe, customer } = world
  const coupon = await stripe.coupons.create({
    ...{ percent_off: 15, duration: 'repeating', duration_in_months: 3 },
  })
  const rates = [
    await stripe.taxRates.create({ display_name: 'VAT', inclusive: false, percentage: 7.7 }),
    await stripe.taxRates.create({ display_name: 'City', inclusive: true, percentage: 2.5 }),
  ]
  const prices: string[] = []
  for (const [unit_amount, interval] of PRICES) {
    const price = await stripe.prices.create({
      ...{ unit_amount, currency: 'usd', recurring: { interval } },
      product_data: { name: `At ${unit_amount}` },
    })
    prices.push(price.id)
  }
  const cards: string[] = []
  for (const token of ['pm_card_visa', 'pm_card_chargeCustomerFail']) {
    cards.push((await stripe.paymentMethods.attach(token, { customer })).id)
  }
  const cups = await world.priceOf({
    ...{ billing_scheme: 'tiered', tiers_mode: 'graduated' },
    tiers: [
      { up_to: 10, unit_amount: 30 },
      { up_to: 'inf', unit_amount: 25, flat_amount: 200 },
    ],
  })
  const { id } = await stripe.subscriptions.create({
    ...{ customer, items: [{ price: prices[0] ?? '' }, { price: cups }] },
    ...{ default_tax_rates: rates.map((rate) => rate.id), discounts: [{ coupon: coupon.id }] },
  })
  // Enough that every first renewal spends some of it.
  await grant(world, 400)
  await world.use(25)
  return { world, id, prices, cards }
}

function grant({ stripe, customer }: Metered, value: number): Promise<Stripe.Billing.CreditGrant> {
  return stripe.billing.creditGrants.create({
    customer,
    amount: { type: 'monetary', monetary: { currency: 'usd', value } },
    applicability_config: { scope: { price_type: 'metered' } },
  })
}

// A life may have ended already: what it refuses then is not what is asked here.
async function unlessRefused(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    const type: unknown = Reflect.get(Object(error), 'rawType')
    assert.ok(type === 'invalid_request_error' || type === 'card_error', String(error))
  })
}

async function change(
  { world: { stripe }, id }: Life,
  params: Stripe.SubscriptionUpdateParams,
): Promise<void> {
  await unlessRefused(stripe.subscriptions.update(id, params))
}

/** The one that is paid ahead. */
async function changeItem(
  life: Life,
  item: Stripe.SubscriptionUpdateParams.Item,
  proration_behavior: Stripe.SubscriptionUpdateParams.ProrationBehavior,
): Promise<void> {
  const { items } = await life.world.stripe.subscriptions.retrieve(life.id)
  const id = items.data.find(({ quantity }) => quantity !== undefined)?.id ?? ''
  await change(life, { items: [{ id, ...item }], proration_behavior })
}

const step = (name: string, run: Step['run']): Step => ({ name, run })
const behaviors = fc.constantFrom('create_prorations', 'always_invoice', 'none')
const upTo = (max: number) => fc.integer({ min: 0, max })

/** Anchors stay where they are; only `anew` moves them. */
export const quiet: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .integer({ min: 1, max: 40 })
      .map((days) =>
        step(`${days} days pass`, async ({ world }) => world.advance(days * DAY + HOUR)),
      ),
  },
  fc
    .tuple(upTo(9), behaviors)
    .map(([quantity, behavior]) =>
      step(`takes ${quantity} (${behavior})`, (life) => changeItem(life, { quantity }, behavior)),
    ),
  fc
    .tuple(upTo(1), behaviors)
    .map(([index, behavior]) =>
      step(`switches to ${index} (${behavior})`, (life) =>
        changeItem(life, { price: life.prices[index] ?? '' }, behavior),
      ),
    ),
  upTo(40).map((cups) => step(`uses ${cups}`, ({ world }) => unlessRefused(world.use(cups)))),
  fc
    .integer({ min: 100, max: 2000 })
    .map((value) => step(`is granted ${value}`, ({ world }) => grant(world, value))),
  upTo(1).map((index) =>
    step(`pays with card ${index}`, (life) =>
      change(life, { default_payment_method: life.cards[index] ?? '' }),
    ),
  ),
  fc
    .boolean()
    .map((ends) =>
      step(`ends at the period's end: ${ends}`, (life) =>
        change(life, { cancel_at_period_end: ends }),
      ),
    ),
  fc.integer({ min: -3000, max: 3000 }).map((amount) =>
    step(`owes ${amount}`, async ({ world: { stripe, customer } }) => {
      if (amount === 0) return
      await stripe.customers.createBalanceTransaction(customer, { amount, currency: 'usd' })
    }),
  ),
  fc.constant(
    step('pays the oldest bill', async ({ world: { stripe } }) => {
      const open = (await stripe.invoices.list({ status: 'open', limit: 100 })).data.at(-1)
      if (open) await unlessRefused(stripe.invoices.pay(open.id))
    }),
  ),
)

/** What begins the cycle anew, or ends it at once. */
export const anew: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 2, max: 3 }), behaviors)
    .map(([index, behavior]) =>
      step(`switches to ${index} (${behavior})`, (life) =>
        changeItem(life, { price: life.prices[index] ?? '' }, behavior),
      ),
    ),
  fc.constant(
    step('begins anew', (life) => change(life, { billing_cycle_anchor: { type: 'now' } })),
  ),
  fc
    .boolean()
    .map((invoice_now) =>
      step(`is canceled (${invoice_now})`, ({ world: { stripe }, id }) =>
        unlessRefused(stripe.subscriptions.cancel(id, { invoice_now, prorate: invoice_now })),
      ),
    ),
)
