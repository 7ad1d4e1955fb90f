import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { idOrNull } from '../reference.js'
import {
  BILLED,
  DAY,
  DECLINED,
  HOUR,
  endOf,
  latest,
  roastery,
  subscribe,
} from '../../../test/worlds/roastery.js'

describe('a first payment that fails', () => {
  it('leaves the subscription incomplete, and it expires after 23 hours', async (t) => {
    const world = await roastery(t, 'pm_card_chargeCustomerFail')
    const subscription = await subscribe(world)
    assert.equal(subscription.status, 'incomplete')
    assert.deepEqual(world.news(), ['customer.subscription.created', ...BILLED, ...DECLINED])

    world.advance(23 * HOUR)

    assert.deepEqual(world.news(), [
      ...['invoice.voided', 'invoice.updated', 'customer.subscription.updated'],
      'payment_intent.canceled',
    ])
    const { status } = await world.stripe.subscriptions.retrieve(subscription.id)
    assert.equal(status, 'incomplete_expired')
  })

  it('is a 402 with error_if_incomplete, and nothing is kept', async (t) => {
    const world = await roastery(t, 'pm_card_chargeCustomerFail')
    const failing = subscribe(world, { payment_behavior: 'error_if_incomplete' })
    await assert.rejects(failing, { code: 'card_declined', statusCode: 402 })
    assert.deepEqual(world.news(), [])
    assert.equal((await world.stripe.subscriptions.list({ status: 'all' })).data.length, 0)
  })

  it('is refused beforehand when there is no card', async (t) => {
    const world = await roastery(t, null)
    await assert.rejects(subscribe(world), { code: 'resource_missing' })
    assert.deepEqual(world.news(), [])
  })

  it('waits for the payer with default_incomplete, then lives', async (t) => {
    const world = await roastery(t, null)
    const subscription = await subscribe(world, {
      payment_behavior: 'default_incomplete',
      payment_settings: { save_default_payment_method: 'on_subscription' },
      expand: ['latest_invoice.payments'],
    })
    assert.equal(subscription.status, 'incomplete')
    assert.deepEqual(world.news(), ['customer.subscription.created', ...BILLED])
    const invoice = subscription.latest_invoice as Stripe.Invoice
    const intent = idOrNull(invoice.payments?.data[0]?.payment.payment_intent) ?? ''

    await world.stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' })

    const living = await world.stripe.subscriptions.retrieve(subscription.id)
    assert.equal(living.status, 'active')
    assert.match(idOrNull(living.default_payment_method) ?? '', /^pm_/)
  })

  it('with 3-D Secure is a 402 with error_if_incomplete', async (t) => {
    const world = await roastery(t, 'pm_card_authenticationRequired')
    const failing = subscribe(world, { payment_behavior: 'error_if_incomplete' })
    await assert.rejects(failing, {
      ...{ statusCode: 402, code: 'subscription_payment_intent_requires_action' },
    })
    assert.deepEqual(world.news(), [])
  })

  it('with 3-D Secure leaves it incomplete until the payer has passed', async (t) => {
    const world = await roastery(t, 'pm_card_authenticationRequired')
    const { status } = await subscribe(world)
    assert.equal(status, 'incomplete')
    assert.ok(world.news().includes('invoice.payment_action_required'))
  })
})

describe('a renewal that fails', () => {
  async function failing(t: TestContext, metadata: Record<string, string> = {}) {
    const world = await roastery(t)
    await world.stripe.accounts.update(world.account.account.id, { metadata })
    const subscription = await subscribe(world)
    const bad = await world.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: world.customer,
    })
    await world.stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id })
    world.goTo(endOf(subscription))
    world.news()
    world.advance(HOUR)
    const status = async () => (await world.stripe.subscriptions.retrieve(subscription.id)).status
    return { world, subscription, status }
  }

  it('makes it past due, and canceled after the last try', async (t) => {
    const { world, status } = await failing(t)
    assert.deepEqual(world.news(), [
      ...['invoice.finalized', 'payment_intent.created', ...DECLINED],
      ...['customer.subscription.updated', 'customer.updated'],
    ])
    assert.equal(await status(), 'past_due')
    world.advance(15 * DAY)
    assert.equal(await status(), 'canceled')
    const all = await world.stripe.subscriptions.list({ status: 'canceled' })
    assert.equal(all.data[0]?.cancellation_details?.reason, 'payment_failed')
  })

  it('makes it unpaid where the account chose that, after its own retry days', async (t) => {
    const chosen = { annex_after_retries: 'unpaid', annex_retry_days: '1' }
    const { world, status, subscription } = await failing(t, chosen)
    world.advance(DAY)
    assert.equal(await status(), 'unpaid')
    world.advance(31 * DAY)
    const draft = await latest(world, subscription.id)
    assert.deepEqual([draft.status, draft.auto_advance], ['draft', false])
  })

  it('is forgotten when a new card pays', async (t) => {
    const { world, subscription, status } = await failing(t)
    const good = await world.stripe.paymentMethods.attach('pm_card_visa', {
      customer: world.customer,
    })
    await world.stripe.invoices.pay((await latest(world, subscription.id)).id, {
      payment_method: good.id,
    })
    assert.equal(await status(), 'active')
    world.advance(16 * DAY)
    assert.equal(await status(), 'active')
  })

  it('is forgiven when its invoice is voided', async (t) => {
    const { world, subscription, status } = await failing(t)
    await world.stripe.invoices.voidInvoice((await latest(world, subscription.id)).id)
    assert.equal(await status(), 'active')
  })
})
