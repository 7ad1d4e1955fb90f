import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const DAY = 86_400

function hold(stripe: Stripe): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', payment_method: 'pm_card_visa' },
    ...{ capture_method: 'manual', confirm: true },
  })
}

describe('capturing a payment intent', () => {
  it('holds the money first', async (t) => {
    const { stripe, eventTypes, advance, now, close } = await startPlatform()
    t.after(close)

    const held = await hold(stripe)
    advance(60)

    assert.deepEqual([held.status, held.amount_capturable], ['requires_capture', 2000])
    assert.deepEqual(eventTypes(), [
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
    ])
    const charge = await stripe.charges.retrieve(idOf(held.latest_charge ?? ''))
    assert.deepEqual([charge.captured, charge.balance_transaction], [false, null])
    const before = charge.payment_method_details?.card?.capture_before
    assert.equal(before, now() - 60 + 7 * DAY)
  })

  it('takes part of what was held, releases the rest, and announces it', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const held = await hold(stripe)

    const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1500 })
    advance(5)

    assert.deepEqual([captured.amount_received, captured.amount_capturable], [1500, 0])
    assert.deepEqual(eventTypes().slice(3), [
      'charge.captured',
      'payment_intent.succeeded',
      'charge.updated',
    ])
    const charge = await stripe.charges.retrieve(idOf(captured.latest_charge ?? ''))
    assert.deepEqual([charge.amount_captured, charge.amount_refunded], [1500, 500])
    assert.equal(charge.refunded, false)
    const moved = await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction ?? ''))
    assert.equal(moved.amount, 1500)
  })

  it('never takes more than was held', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const held = await hold(stripe)

    const capturing = stripe.paymentIntents.capture(held.id, { amount_to_capture: 2001 })

    await assert.rejects(capturing, { code: 'amount_too_large', param: 'amount_to_capture' })
  })

  it('takes nothing less than something', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const held = await hold(stripe)

    for (const amount_to_capture of [0, -1]) {
      await assert.rejects(stripe.paymentIntents.capture(held.id, { amount_to_capture }), {
        code: 'parameter_invalid_integer',
        param: 'amount_to_capture',
      })
    }
    const { amount_capturable } = await stripe.paymentIntents.retrieve(held.id)
    assert.equal(amount_capturable, 2000)
  })
})

describe('a hold that nobody captures', () => {
  it('can be given back by canceling', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const held = await hold(stripe)

    const canceled = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: 'requested_by_customer',
    })

    assert.equal(canceled.cancellation_reason, 'requested_by_customer')
    assert.deepEqual(eventTypes().slice(3), ['charge.refunded', 'payment_intent.canceled'])
    const charge = await stripe.charges.retrieve(idOf(held.latest_charge ?? ''))
    assert.deepEqual([charge.refunded, charge.amount_refunded], [true, 2000])
    assert.equal((await stripe.balance.retrieve()).pending[0]?.amount, 0)
  })

  it('lapses after seven days, not a second earlier', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const held = await hold(stripe)

    advance(7 * DAY - 1)
    assert.equal((await stripe.paymentIntents.retrieve(held.id)).status, 'requires_capture')
    advance(1)

    const lapsed = await stripe.paymentIntents.retrieve(held.id)
    assert.deepEqual([lapsed.status, lapsed.cancellation_reason], ['canceled', 'automatic'])
    assert.ok(eventTypes().includes('charge.expired'))
    assert.equal(eventTypes().at(-1), 'payment_intent.canceled')
  })

  it('does not lapse once it was captured', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    const held = await hold(stripe)
    await stripe.paymentIntents.capture(held.id)

    advance(8 * DAY)

    assert.equal((await stripe.paymentIntents.retrieve(held.id)).status, 'succeeded')
  })
})
