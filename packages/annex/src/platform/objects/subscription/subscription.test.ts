import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import {
  BILLED,
  DAY,
  HOUR,
  PAID,
  endOf,
  latest,
  roastery,
  subscribe,
} from '../../../test/worlds/roastery.js'

describe('a subscription', () => {
  it('begins with a paid invoice, each event in its place', async (t) => {
    const world = await roastery(t)

    const subscription = await subscribe(world)

    assert.equal(subscription.status, 'active')
    assert.deepEqual(world.news(), [
      ...['customer.subscription.created', ...BILLED, ...PAID],
      ...['customer.subscription.updated', 'invoice_payment.paid'],
    ])
    const invoice = await latest(world, subscription.id)
    assert.deepEqual([invoice.status, invoice.amount_paid], ['paid', 3000])
    assert.equal(invoice.billing_reason, 'subscription_create')
    const [line] = invoice.lines.data
    assert.equal(line?.description, '1 × Beans (at $30.00 / month)')
    assert.equal(line.parent?.subscription_item_details?.subscription, subscription.id)
    assert.equal(line.period.end, endOf(subscription))
  })

  it('renews: a draft at once, its payment an hour later', async (t) => {
    const world = await roastery(t)
    const subscription = await subscribe(world)
    world.news()

    world.goTo(endOf(subscription))
    assert.deepEqual(
      world.news().filter((type) => !/^(charge|balance)/.test(type)),
      ['invoice.upcoming', 'customer.subscription.updated', 'invoice.created'],
    )
    const draft = await latest(world, subscription.id)
    assert.deepEqual([draft.status, draft.billing_reason], ['draft', 'subscription_cycle'])
    assert.deepEqual(
      [draft.period_start, draft.period_end],
      [...[subscription.created, endOf(subscription)]],
    )
    const [renewal] = (await world.stripe.events.list({ type: 'customer.subscription.updated' }))
      .data
    const was = renewal?.data.previous_attributes as Partial<Stripe.Subscription>
    assert.deepEqual(Object.keys(was).toSorted(), ['items', 'latest_invoice'])

    world.advance(HOUR)
    assert.deepEqual(world.news(), [
      ...['invoice.finalized', 'payment_intent.created', ...PAID, 'invoice_payment.paid'],
    ])
  })

  it('keeps the 31st where a month has one', async (t) => {
    const world = await roastery(t)
    // The clock stands at 23 Sep; 31 Oct is 38 days on, less four and a half hours.
    world.goTo(Date.parse('2026-10-31T12:00:00Z') / 1000)
    const subscription = await subscribe(world)
    const ends: string[] = []
    for (let month = 0; month < 5; month++) {
      const end = endOf(await world.stripe.subscriptions.retrieve(subscription.id))
      ends.push(new Date(end * 1000).toISOString().slice(0, 10))
      world.goTo(end)
    }
    assert.deepEqual(ends, ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'])
  })
})

describe('a trial', () => {
  it('begins free and ends with an invoice', async (t) => {
    const world = await roastery(t)
    const subscription = await subscribe(world, { trial_period_days: 14 })
    assert.equal(subscription.status, 'trialing')
    assert.deepEqual(world.news(), [
      ...['customer.subscription.created', 'invoice.created', 'invoice.finalized'],
      ...['invoice.updated', 'invoice.paid', 'invoice.payment_succeeded'],
    ])
    world.advance(11 * DAY)
    assert.deepEqual(world.news(), ['invoice.upcoming', 'customer.subscription.trial_will_end'])

    world.advance(3 * DAY)
    assert.deepEqual(world.news(), ['customer.subscription.updated', 'invoice.created'])
    assert.equal((await latest(world, subscription.id)).total, 3000)
    const { status } = await world.stripe.subscriptions.retrieve(subscription.id)
    assert.equal(status, 'active')
  })

  it('goes past due when the card declines at its end', async (t) => {
    const world = await roastery(t, 'pm_card_chargeCustomerFail')
    const subscription = await subscribe(world, { trial_period_days: 3 })
    world.advance(3 * DAY + HOUR)
    const { status } = await world.stripe.subscriptions.retrieve(subscription.id)
    assert.equal(status, 'past_due')
  })

  for (const [missing_payment_method, expected] of [
    ['cancel', 'canceled'],
    ['pause', 'paused'],
    ['create_invoice', 'past_due'],
  ] as const) {
    it(`without a card ends ${expected} when ${missing_payment_method} was agreed`, async (t) => {
      const world = await roastery(t, null)
      const subscription = await subscribe(world, {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method } },
      })
      world.advance(7 * DAY + HOUR)
      const { status } = await world.stripe.subscriptions.retrieve(subscription.id)
      assert.equal(status, expected)
    })
  }

  for (const [missing_payment_method, expected] of [
    ['cancel', 'canceled'],
    ['pause', 'paused'],
  ] as const) {
    it(`ended now without a card is ${expected} when ${missing_payment_method} was agreed`, async (t) => {
      const world = await roastery(t, null)
      const { id } = await subscribe(world, {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method } },
      })
      const { length: before } = (await world.stripe.invoices.list()).data
      const ended = await world.stripe.subscriptions.update(id, { trial_end: 'now' })
      assert.equal(ended.status, expected)
      assert.equal((await world.stripe.invoices.list()).data.length, before)
    })
  }

  it('can be ended now, and the new cycle is paid', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world, { trial_period_days: 7 })
    world.advance(DAY)
    const living = await world.stripe.subscriptions.update(id, { trial_end: 'now' })
    assert.deepEqual([living.status, living.billing_cycle_anchor], ['active', world.now()])
    const invoice = await latest(world, id)
    assert.deepEqual([invoice.status, invoice.total], ['paid', 3000])
  })
})

describe('what a subscription refuses', () => {
  it('names the parameter', async (t) => {
    const world = await roastery(t)
    const { id: once } = await world.stripe.prices.create({
      ...{ unit_amount: 500, currency: 'usd', product_data: { name: 'Mug' } },
    })
    world.news()
    const refused = (more: Stripe.SubscriptionCreateParams, param: string) =>
      assert.rejects(subscribe(world, more), { param })
    await refused({ items: [] }, 'items')
    await refused({ items: [{ price: once }] }, 'items[0][price]')
    await refused({ items: [{ price: 'price_9' }] }, 'items[0][price]')
    await refused({ items: [{ price: world.monthly }, { price: world.monthly }] }, 'items')
    await refused({ collection_method: 'send_invoice' }, 'days_until_due')
    await refused({ trial_end: world.now() }, 'trial_end')
    await refused({ billing_cycle_anchor: world.now() + 40 * DAY }, 'billing_cycle_anchor')
    await refused({ backdate_start_date: world.now() + 1 }, 'backdate_start_date')
    await refused({ currency: 'eur' }, 'items[0][price]')
    assert.deepEqual(world.news(), [])
  })
})
