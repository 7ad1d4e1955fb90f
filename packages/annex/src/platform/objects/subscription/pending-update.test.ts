/** Changes that wait for their invoice: kept, made when it is paid, forgotten when it is void or too late. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, endOf, HOUR, latest, roastery, subscribe } from '../../../test/worlds/roastery.js'

/** Ten days into a month of 30, with a card that is declined from now on. */
async function declined(t: TestContext) {
  const world = await roastery(t)
  const { stripe, customer } = world
  const before = await subscribe(world)
  const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
  await stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: bad.id },
  })
  world.advance(10 * DAY)
  world.news()
  const item = before.items.data[0]?.id ?? ''
  const update = (more: Stripe.SubscriptionUpdateParams = {}) =>
    stripe.subscriptions.update(before.id, {
      items: [{ id: item, quantity: 3 }],
      payment_behavior: 'pending_if_incomplete',
      proration_behavior: 'always_invoice',
      ...more,
    })
  return { ...world, before, item, update }
}

describe('an update with pending_if_incomplete', () => {
  it('is made at once when its invoice is paid', async (t) => {
    const world = await roastery(t)
    const { id, items } = await subscribe(world)
    world.news()
    const after = await world.stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      payment_behavior: 'pending_if_incomplete',
      proration_behavior: 'always_invoice',
    })
    assert.deepEqual([after.items.data[0]?.quantity, after.pending_update], [2, null])
    assert.equal((await latest(world, id)).total, 3000)
    const told = world.news().filter((type) => type.startsWith('customer.subscription'))
    assert.deepEqual(told, ['customer.subscription.updated'])
  })

  it('waits when the card is declined, and is made once somebody pays', async (t) => {
    const world = await declined(t)
    const { stripe, before, update } = world
    const after = await update()

    assert.deepEqual([after.items.data[0]?.quantity, after.status], [1, 'active'])
    assert.equal(after.pending_update?.subscription_items?.[0]?.quantity, 3)
    assert.equal(after.pending_update?.expires_at, world.now() + 23 * HOUR)
    const invoice = await latest(world, before.id)
    // −3000·20/30 + 9000·20/30.
    assert.deepEqual([invoice.status, invoice.total], ['open', 4000])
    assert.equal((await stripe.subscriptionItems.retrieve(world.item)).quantity, 1)
    assert.ok(!world.news().includes('customer.subscription.pending_update_applied'))

    const bad = stripe.invoices.pay(invoice.id)
    await assert.rejects(bad, { code: 'card_declined' })
    assert.equal((await stripe.subscriptions.retrieve(before.id)).status, 'active')
    await stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_visa' })

    const paid = await stripe.subscriptions.retrieve(before.id)
    assert.deepEqual([paid.items.data[0]?.quantity, paid.pending_update], [3, null])
    assert.equal((await stripe.subscriptionItems.retrieve(world.item)).quantity, 3)
    assert.deepEqual(
      world.news().filter((type) => type.startsWith('customer.subscription')),
      ['customer.subscription.updated', 'customer.subscription.pending_update_applied'],
    )
  })

  it('is forgotten after 23 hours', async (t) => {
    const world = await declined(t)
    const { id } = await world.update()
    world.advance(23 * HOUR - 1)
    assert.ok((await world.stripe.subscriptions.retrieve(id)).pending_update)
    world.news()
    world.advance(1)
    const after = await world.stripe.subscriptions.retrieve(id)
    assert.deepEqual([after.pending_update, after.items.data[0]?.quantity], [null, 1])
    assert.equal((await latest(world, id)).status, 'void')
    assert.ok(world.news().includes('customer.subscription.pending_update_expired'))
    // The month to come costs what it did.
    world.goTo(endOf(after) + HOUR)
    assert.equal((await latest(world, id)).total, 3000)
  })

  it('is forgotten when its invoice is voided', async (t) => {
    const world = await declined(t)
    const { id } = await world.update()
    const { id: invoice } = await latest(world, id)
    world.news()
    await world.stripe.invoices.voidInvoice(invoice)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).pending_update, null)
    assert.ok(world.news().includes('customer.subscription.pending_update_expired'))
  })

  it('ends with the period at the latest, which renews as it was', async (t) => {
    const world = await declined(t)
    world.goTo(endOf(world.before) - 2 * HOUR)
    const items = [{ id: world.item, quantity: 300 }]
    const { id, pending_update } = await world.update({ items })
    assert.equal(pending_update?.expires_at, endOf(world.before))
    world.advance(2 * HOUR)
    const after = await world.stripe.subscriptions.retrieve(id)
    assert.deepEqual([after.pending_update, after.items.data[0]?.quantity], [null, 1])
    assert.equal((await latest(world, id)).total, 3000)
  })

  it('gives way to a newer change, and goes with its subscription', async (t) => {
    const world = await declined(t)
    const { stripe, item } = world
    const { id } = await world.update()
    const { id: first } = await latest(world, id)
    const newer = await stripe.subscriptions.update(id, {
      ...{ items: [{ id: item, quantity: 2 }], proration_behavior: 'none' },
    })
    assert.deepEqual([newer.pending_update, newer.items.data[0]?.quantity], [null, 2])
    assert.equal((await stripe.invoices.retrieve(first)).status, 'void')

    await world.update()
    const gone = await stripe.subscriptions.cancel(id)
    assert.deepEqual([gone.status, gone.pending_update], ['canceled', null])
  })

  it('begins a new cycle only once it is paid', async (t) => {
    const world = await declined(t)
    const { id } = await world.update({
      billing_cycle_anchor: { type: 'now' },
      ...{ items: [], metadata: { step: 'two' } },
    })
    const asked = world.now()
    const before = await world.stripe.subscriptions.retrieve(id)
    assert.notEqual(before.billing_cycle_anchor, asked)
    assert.deepEqual(before.metadata, {})
    const { id: invoice, total } = await latest(world, id)
    assert.equal(total, 1000)
    world.advance(HOUR)
    await world.stripe.invoices.pay(invoice, { payment_method: 'pm_card_visa' })
    const after = await world.stripe.subscriptions.retrieve(id)
    assert.equal(after.billing_cycle_anchor, asked)
    assert.deepEqual(after.metadata, { step: 'two' })
  })

  it('waits for a payer who has to act', async (t) => {
    const world = await declined(t)
    const { stripe, customer } = world
    const asks = await stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer })
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: asks.id },
    })
    const { pending_update } = await world.update()
    assert.equal(pending_update?.subscription_items?.[0]?.quantity, 3)
  })

  it('may also come of an item by itself', async (t) => {
    const world = await declined(t)
    const { stripe, before, item } = world
    const how = {
      payment_behavior: 'pending_if_incomplete',
      proration_behavior: 'always_invoice',
    } as const
    const changed = await stripe.subscriptionItems.update(item, { quantity: 5, ...how })
    assert.equal(changed.quantity, 1)
    const price = await stripe.prices.create({
      ...{ unit_amount: 900, currency: 'usd', recurring: { interval: 'month' } },
      product_data: { name: 'Cups' },
    })
    const added = await stripe.subscriptionItems.create({
      ...{ subscription: before.id, price: price.id, ...how },
    })
    assert.equal(added.price.id, price.id)
    const { pending_update, items } = await stripe.subscriptions.retrieve(before.id)
    assert.equal(items.data.length, 1)
    assert.deepEqual(
      pending_update?.subscription_items?.map(({ id }) => id),
      [item, added.id],
    )
    await assert.rejects(stripe.subscriptionItems.del(item, how), { param: 'deleted' })
  })

  it('leaves an older debt to decide while it waits and once it is forgotten', async (t) => {
    const world = await declined(t)
    const { stripe } = world
    const { id } = world.before
    const status = async () => (await stripe.subscriptions.retrieve(id)).status
    world.goTo(endOf(world.before) + HOUR)
    const renewal = await latest(world, id)
    assert.deepEqual([renewal.status, await status()], ['open', 'past_due'])

    await world.update()
    const forgotten = await latest(world, id)
    await stripe.invoices.voidInvoice(forgotten.id)
    assert.equal(await status(), 'past_due')

    await world.update()
    assert.notEqual((await latest(world, id)).id, renewal.id)
    await stripe.invoices.pay(renewal.id, { payment_method: 'pm_card_visa' })
    const { status: paid, pending_update } = await stripe.subscriptions.retrieve(id)
    assert.deepEqual([paid, pending_update === null], ['active', false])
  })

  it('does not keep an older debt from ending the subscription', async (t) => {
    const world = await declined(t)
    world.goTo(endOf(world.before) + HOUR)
    await world.update()
    await world.stripe.invoices.voidInvoice((await latest(world, world.before.id)).id)
    world.advance(20 * DAY)
    const { status } = await world.stripe.subscriptions.retrieve(world.before.id)
    assert.equal(status, 'canceled')
  })

  it('takes only what can wait', async (t) => {
    const world = await declined(t)
    await assert.rejects(world.update({ description: 'Three' }), {
      message:
        'When `payment_behavior` is set to `pending_if_incomplete`, you can only pass supported params. ' +
        '`description` is not supported. See https://stripe.com/docs/billing/subscriptions/pending-updates-reference#supported-attributes for more details.',
    })
    await assert.rejects(subscribe(world, { payment_behavior: 'pending_if_incomplete' }), {
      param: 'payment_behavior',
    })
    const sent = await subscribe(world, { collection_method: 'send_invoice', days_until_due: 9 })
    const late = world.stripe.subscriptions.update(sent.id, {
      payment_behavior: 'pending_if_incomplete',
      billing_cycle_anchor: { type: 'now' },
    })
    await assert.rejects(late, { param: 'payment_behavior' })
  })
})
