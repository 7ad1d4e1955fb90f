/** Billing thresholds: an invoice before the period is over, since so much was used. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { metered } from '../../../test/worlds/metered.js'
import { DAY, endOf, HOUR, latest } from '../../../test/worlds/roastery.js'
import { idOf } from '../reference.js'

const lines = ({ lines: { data } }: Stripe.Invoice) =>
  data.map(({ quantity, amount }) => [quantity, amount])

/** Cups at $0.10 each, ten days into the month. */
async function cups(t: TestContext, more: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const world = await metered(t)
  const { stripe, customer, priceOf, advance, news } = world
  const price = await priceOf({ unit_amount: 10 })
  const made = await stripe.subscriptions.create({ customer, items: [{ price }], ...more })
  advance(10 * DAY)
  news()
  const drink = async (count: number) => {
    await world.use(count)
    // Whoever drank is looked at a second later.
    advance(1)
  }
  return { ...world, made, price, drink, find: () => stripe.subscriptions.retrieve(made.id) }
}

describe('a threshold of money', () => {
  it('makes an invoice once it is reached, and the period bills what comes after', async (t) => {
    const world = await cups(t, { billing_thresholds: { amount_gte: 1000 } })
    const { stripe, made, drink, advance, news, find, renewed } = world
    const limits = { amount_gte: 1000, reset_billing_cycle_anchor: false }
    assert.deepEqual(made.billing_thresholds, limits)

    await drink(99)
    assert.equal((await find()).latest_invoice, made.latest_invoice)
    await drink(3)
    const reached = await latest(world, made.id)
    assert.deepEqual(
      [reached.billing_reason, reached.total, reached.status],
      ['subscription_threshold', 1020, 'draft'],
    )
    assert.deepEqual(reached.threshold_reason, { amount_gte: 1000, item_reasons: [] })
    assert.deepEqual(
      news().filter((type) => !type.startsWith('billing')),
      ['customer.subscription.updated', 'invoice.created'],
    )
    // What is used while it is a draft is for the next one.
    await drink(40)
    advance(HOUR)
    const paid = await stripe.invoices.retrieve(reached.id)
    assert.deepEqual([paid.status, paid.total], ['paid', 1020])
    const after = await find()
    assert.deepEqual(
      [endOf(after), after.billing_cycle_anchor],
      [endOf(made), made.billing_cycle_anchor],
    )

    await drink(61)
    const second = await latest(world, made.id)
    assert.deepEqual([second.total, lines(second)], [1010, [[101, 1010]]])
    await drink(7)
    const renewal = await renewed(made.id)
    assert.deepEqual([renewal.billing_reason, lines(renewal)], ['subscription_cycle', [[7, 70]]])
    // And everything begins anew.
    assert.equal((await renewed(made.id)).total, 0)
  })

  it('is not billed again by the last period’s draft, whatever is heard late', async (t) => {
    const world = await cups(t, { billing_thresholds: { amount_gte: 1000 } })
    const { stripe, made, use, drink, goTo, advance } = world
    await drink(150)
    goTo(endOf(made))
    const renewal = await latest(world, made.id)
    assert.deepEqual([renewal.status, lines(renewal)], ['draft', [[0, 0]]])
    // The next threshold is reached before it is final.
    advance(60)
    await drink(120)
    assert.equal((await latest(world, made.id)).total, 1200)
    await use(3, { timestamp: endOf(made) - 10 })
    advance(2 * HOUR)
    const final = await stripe.invoices.retrieve(renewal.id)
    assert.deepEqual([final.status, final.total], ['paid', 30])
  })

  it('goes on in the tiers it has reached', async (t) => {
    const world = await metered(t)
    const { stripe, customer, priceOf, use, advance, renewed } = world
    const price = await priceOf({
      ...{ billing_scheme: 'tiered', tiers_mode: 'graduated' },
      tiers: [
        { up_to: 10, unit_amount: 100 },
        { up_to: 'inf', unit_amount: 10 },
      ],
    })
    const { id } = await stripe.subscriptions.create({
      ...{ customer, items: [{ price }], billing_thresholds: { amount_gte: 1000 } },
    })
    await use(12)
    advance(1)
    assert.deepEqual(lines(await latest(world, id)), [
      [10, 1000],
      [2, 20],
    ])
    await use(5)
    assert.deepEqual(lines(await renewed(id)), [[5, 50]])
  })

  it('takes back what a volume’s better price makes too much', async (t) => {
    const world = await metered(t)
    const { stripe, customer, priceOf, use, advance, renewed } = world
    const price = await priceOf({
      ...{ billing_scheme: 'tiered', tiers_mode: 'volume' },
      tiers: [
        { up_to: 10, unit_amount: 100 },
        { up_to: 'inf', unit_amount: 60 },
      ],
    })
    const { id } = await stripe.subscriptions.create({
      ...{ customer, items: [{ price }], billing_thresholds: { amount_gte: 1000 } },
    })
    await use(10)
    advance(1)
    assert.equal((await latest(world, id)).total, 1000)
    await use(10)
    // Twenty cost 1200 in all.
    assert.equal((await renewed(id)).total, 200)
  })

  it('begins a new period where it is asked to, with what is paid ahead', async (t) => {
    const world = await cups(t)
    const { stripe, made, monthly, drink, now, find } = world
    await stripe.subscriptions.update(made.id, {
      items: [{ price: monthly }],
      proration_behavior: 'none',
      billing_thresholds: { amount_gte: 4000, reset_billing_cycle_anchor: true },
    })
    await drink(100)
    const invoice = await latest(world, made.id)
    assert.deepEqual(
      [invoice.billing_reason, invoice.total],
      ['subscription_threshold', 1000 + 3000],
    )
    const after = await find()
    assert.equal(after.billing_cycle_anchor, now())
    assert.deepEqual(
      after.items.data.map((item) => item.current_period_start),
      [now(), now()],
    )
    await drink(5)
    world.goTo(endOf(after) + HOUR)
    assert.equal((await latest(world, made.id)).total, 50 + 3000)
  })

  it('counts after discounts and before taxes, and with what waits', async (t) => {
    const world = await cups(t, { billing_thresholds: { amount_gte: 1000 } })
    const { stripe, made, customer, drink } = world
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'forever' })
    const rate = await stripe.taxRates.create({
      ...{ display_name: 'VAT', percentage: 20, inclusive: false },
    })
    await stripe.subscriptions.update(made.id, {
      ...{ discounts: [{ coupon: coupon.id }], default_tax_rates: [rate.id] },
    })
    await drink(190)
    assert.equal(idOf((await latest(world, made.id)).id), idOf(made.latest_invoice ?? ''))
    await stripe.invoiceItems.create({ customer, amount: 100, currency: 'usd' })
    await drink(1)
    assert.equal((await latest(world, made.id)).total_excluding_tax, 1005)
  })

  it('is not looked at on trial, nor in the last day of a period', async (t) => {
    const world = await cups(t, { billing_thresholds: { amount_gte: 1000 } })
    const { stripe, made, drink, goTo, customer, price } = world
    goTo(endOf(made) - DAY)
    await drink(500)
    assert.equal((await latest(world, made.id)).id, made.latest_invoice)
    const trial = await stripe.subscriptions.create({
      ...{ customer, items: [{ price }], trial_period_days: 30 },
      billing_thresholds: { amount_gte: 1000 },
    })
    await drink(500)
    const { latest_invoice } = await stripe.subscriptions.retrieve(trial.id)
    assert.equal(latest_invoice, trial.latest_invoice)
  })
})

describe('a threshold of usage', () => {
  it('names the lines that reached it', async (t) => {
    const world = await cups(t)
    const { stripe, made, drink } = world
    const item = made.items.data[0]?.id ?? ''
    const set = await stripe.subscriptionItems.update(item, {
      billing_thresholds: { usage_gte: 20 },
    })
    assert.deepEqual(set.billing_thresholds, { usage_gte: 20 })
    await drink(19)
    assert.equal((await latest(world, made.id)).id, made.latest_invoice)
    await drink(1)
    const invoice = await latest(world, made.id)
    assert.deepEqual(invoice.threshold_reason, {
      amount_gte: null,
      item_reasons: [{ line_item_ids: invoice.lines.data.map(({ id }) => id), usage_gte: 20 }],
    })
    // What was billed doesn't reach it again.
    await drink(19)
    assert.equal((await latest(world, made.id)).id, invoice.id)
    const none = await stripe.subscriptionItems.update(item, { billing_thresholds: '' })
    assert.equal(none.billing_thresholds, null)
    await drink(90)
    assert.equal((await latest(world, made.id)).id, invoice.id)
  })
})

describe('thresholds', () => {
  it('come with the phases of a schedule', async (t) => {
    const { stripe, customer, priceOf } = await metered(t)
    const price = await priceOf({ unit_amount: 10 })
    const schedule = await stripe.subscriptionSchedules.create({
      ...{ customer, start_date: 'now' },
      default_settings: { billing_thresholds: { amount_gte: 5000 } },
      phases: [
        {
          items: [{ price, billing_thresholds: { usage_gte: 7 } }],
          duration: { interval: 'month', interval_count: 1 },
        },
      ],
    })
    assert.deepEqual(schedule.phases[0]?.items[0]?.billing_thresholds, { usage_gte: 7 })
    const { billing_thresholds, items } = await stripe.subscriptions.retrieve(
      idOf(schedule.subscription ?? ''),
    )
    assert.deepEqual(
      [billing_thresholds?.amount_gte, items.data[0]?.billing_thresholds],
      [5000, { usage_gte: 7 }],
    )
  })

  it('are refused where they make no sense', async (t) => {
    const { stripe, customer, monthly, priceOf } = await metered(t)
    const items = [{ price: await priceOf({ unit_amount: 10 }) }]
    const make = (params: Partial<Stripe.SubscriptionCreateParams>) =>
      stripe.subscriptions.create({ customer, items, ...params })
    const param = 'billing_thresholds[amount_gte]'
    await assert.rejects(make({ billing_thresholds: { amount_gte: 49 } }), { param })
    await assert.rejects(
      make({ items: [...items, { price: monthly }], billing_thresholds: { amount_gte: 3000 } }),
      { param, message: /must be greater than 3000/ },
    )
    await assert.rejects(
      make({ items: [{ price: monthly, billing_thresholds: { usage_gte: 5 } }] }),
      { param: 'items[0][billing_thresholds][usage_gte]', message: /metered/ },
    )
    const [item] = items
    await assert.rejects(
      make({ items: [{ price: item?.price ?? '', billing_thresholds: { usage_gte: 0 } }] }),
      { param: 'items[0][billing_thresholds][usage_gte]' },
    )
  })
})
