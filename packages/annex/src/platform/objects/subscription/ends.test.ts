import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, HOUR, endOf, latest, roastery, subscribe } from '../../../test/worlds/roastery.js'

describe('a trial', () => {
  it('that is canceled gives nothing back, since nothing was paid', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const made = await subscribe(world, { trial_period_days: 14 })
    const item = made.items.data[0]?.id ?? ''
    await stripe.subscriptions.update(made.id, { items: [{ id: item, quantity: 2 }] })
    world.advance(DAY)
    await stripe.subscriptions.cancel(made.id, { prorate: true, invoice_now: true })
    const all = (await stripe.invoices.list()).data
    assert.deepEqual(
      all.filter(({ total }) => total !== 0).map(({ total }) => total),
      [],
    )
    assert.equal((await stripe.invoiceItems.list()).data.length, 0)
  })
})

describe('the end of a subscription', () => {
  it('is now when it is canceled', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world)
    world.news()
    const gone = await world.stripe.subscriptions.cancel(id, {
      cancellation_details: { feedback: 'too_expensive' },
    })
    assert.deepEqual([gone.status, gone.ended_at], ['canceled', world.now()])
    assert.deepEqual(world.news(), ['customer.subscription.deleted'])
    assert.equal(gone.cancellation_details?.feedback, 'too_expensive')
    await assert.rejects(world.stripe.subscriptions.cancel(id), { statusCode: 404 })
    await assert.rejects(world.stripe.subscriptions.update(id, { description: 'x' }), {
      ...{ code: 'invalid_canceled_subscription_fields' },
    })
    assert.equal((await world.stripe.subscriptions.list()).data.length, 0)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'canceled')
  })

  it('can be planned for the period’s end, and taken back', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world)
    const planned = await world.stripe.subscriptions.update(id, { cancel_at_period_end: true })
    assert.equal(planned.cancel_at, endOf(planned))
    const undone = await world.stripe.subscriptions.update(id, { cancel_at_period_end: false })
    assert.deepEqual([undone.cancel_at, undone.canceled_at], [null, null])
    world.goTo(endOf(planned))
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'active')
  })

  it('comes at the period’s end, without another invoice', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world)
    const { cancel_at } = await world.stripe.subscriptions.update(id, {
      cancel_at_period_end: true,
    })
    world.advance(10)
    world.news()
    world.goTo(cancel_at ?? 0)
    const types = world.news().filter((type) => !type.startsWith('balance'))
    assert.deepEqual(types, ['customer.subscription.deleted'])
  })

  it('comes at a date', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world, { cancel_at: world.now() + 10 * DAY })
    world.advance(10 * DAY - 1)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'active')
    world.advance(1)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'canceled')
  })

  it('gives back what wasn’t used, with prorate and invoice_now', async (t) => {
    const world = await roastery(t)
    const subscription = await subscribe(world)
    // September to October is 30 days: 10 of them used, 2000 of 3000 unused.
    world.advance(10 * DAY)
    await world.stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: true })
    const [last] = (await world.stripe.invoices.list({ limit: 1 })).data
    assert.deepEqual([last?.total, last?.status, last?.ending_balance], [-2000, 'paid', -2000])
  })
})

describe('collection', () => {
  it('by sending: a draft, sent after an hour, past due when nobody paid', async (t) => {
    const world = await roastery(t, null)
    const terms = { collection_method: 'send_invoice', days_until_due: 7 } as const
    const subscription = await subscribe(world, terms)
    assert.equal(subscription.status, 'active')
    assert.deepEqual(world.news(), ['customer.subscription.created', 'invoice.created'])
    world.advance(HOUR)
    assert.deepEqual(world.news(), ['invoice.finalized', 'payment_intent.created', 'invoice.sent'])
    world.advance(7 * DAY)
    assert.deepEqual(world.news(), ['invoice.overdue', 'customer.subscription.updated'])
    const { status } = await world.stripe.subscriptions.retrieve(subscription.id)
    assert.equal(status, 'past_due')
  })

  for (const [behavior, expected] of [
    ['keep_as_draft', 'draft'],
    ['void', 'void'],
    ['mark_uncollectible', 'uncollectible'],
  ] as const) {
    it(`paused: the next invoice ends ${expected}`, async (t) => {
      const world = await roastery(t)
      const { id } = await subscribe(world)
      const paused = await world.stripe.subscriptions.update(id, { pause_collection: { behavior } })
      world.goTo(endOf(paused) + DAY)
      assert.equal((await latest(world, id)).status, expected)
    })
  }

  it('goes on by itself on the day it was paused until', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world)
    const resumes_at = world.now() + 5 * DAY
    await world.stripe.subscriptions.update(id, {
      pause_collection: { behavior: 'void', resumes_at },
    })
    world.goTo(resumes_at)
    const { pause_collection } = await world.stripe.subscriptions.retrieve(id)
    assert.equal(pause_collection, null)
  })
})

describe('a subscription’s discounts', () => {
  it('can be taken away together', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const { id } = await subscribe(world, { discounts: [{ coupon: coupon.id }] })
    const gone = await stripe.subscriptions.deleteDiscount(id)
    assert.deepEqual([gone.deleted, gone.source.coupon, gone.subscription], [true, coupon.id, id])
    assert.deepEqual((await stripe.subscriptions.retrieve(id)).discounts, [])
    await assert.rejects(stripe.subscriptions.deleteDiscount(id), { code: 'resource_missing' })
  })
})

describe('lists of subscriptions', () => {
  it('are narrowed by any item’s price, and by the period', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly, customer } = world
    const filters = await stripe.prices.create({
      ...{ unit_amount: 500, currency: 'usd', recurring: { interval: 'month' } },
      product_data: { name: 'Filters' },
    })
    const both = await subscribe(world, { items: [{ price: monthly }, { price: filters.id }] })
    const plain = await subscribe(world)
    const found = async (params: Stripe.SubscriptionListParams) =>
      (await stripe.subscriptions.list({ customer, ...params })).data.map(({ id }) => id)

    assert.deepEqual(await found({ price: filters.id }), [both.id])
    assert.deepEqual(await found({ plan: monthly }), [plain.id, both.id])
    assert.deepEqual(await found({ price: 'price_9' }).catch(() => []), [])
    assert.deepEqual(await found({ current_period_end: { lte: world.now() } }), [])
    assert.deepEqual((await found({ current_period_end: { gt: world.now() } })).length, 2)
  })
})
