import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

async function pay(stripe: Stripe, payment_method = 'pm_card_visa', amount = 2000) {
  const intent = await stripe.paymentIntents.create({
    ...{ amount, currency: 'usd', payment_method, confirm: true },
  })
  return { intent: intent.id, charge: idOf(intent.latest_charge ?? '') }
}

describe('refunding a charge', () => {
  it('gives all of it back and announces it', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const { intent, charge } = await pay(stripe)
    advance(10)

    const refund = await stripe.refunds.create({ payment_intent: intent, reason: 'duplicate' })
    advance(10)

    assert.deepEqual([refund.amount, refund.status, refund.charge], [2000, 'succeeded', charge])
    assert.equal(refund.id.slice(3, 20), charge.slice(3, 20))
    assert.deepEqual(eventTypes().slice(4), [
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ])
    const { refunded, amount_refunded } = await stripe.charges.retrieve(charge)
    assert.deepEqual([refunded, amount_refunded], [true, 2000])
    const moved = await stripe.balanceTransactions.retrieve(idOf(refund.balance_transaction ?? ''))
    assert.deepEqual([moved.amount, moved.fee, moved.type], [-2000, 0, 'refund'])
    const arrived = await stripe.refunds.retrieve(refund.id)
    assert.equal(arrived.destination_details?.card?.reference_status, 'available')
  })

  it('shows what changed on the charge', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { charge } = await pay(stripe)
    await stripe.refunds.create({ charge, amount: 500 })

    const { data } = await stripe.events.list({ type: 'charge.refunded' })

    assert.deepEqual(data[0]?.data.previous_attributes, { amount_refunded: 0 })
  })

  it('goes in pieces until nothing is left', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { charge } = await pay(stripe)
    await stripe.refunds.create({ charge, amount: 500 })

    await assert.rejects(stripe.refunds.create({ charge, amount: 1501 }), {
      statusCode: 400,
      param: 'amount',
      message: 'Refund amount ($15.01) is greater than unrefunded amount on charge ($15.00)',
    })
    const rest = await stripe.refunds.create({ charge })

    assert.equal(rest.amount, 1500)
    await assert.rejects(stripe.refunds.create({ charge }), {
      code: 'charge_already_refunded',
      message: `Charge ${charge} has already been refunded.`,
    })
  })

  it('settles a charge that has not settled yet', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const { charge } = await pay(stripe)

    await stripe.refunds.create({ charge })
    advance(10)

    const { balance_transaction } = await stripe.charges.retrieve(charge)
    assert.notEqual(balance_transaction, null)
    assert.equal(eventTypes().filter((type) => type === 'charge.updated').length, 1)
  })

  it('is refused where there is nothing to give back', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const unpaid = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
    const held = await stripe.paymentIntents.create({
      ...{ amount: 500, currency: 'usd', payment_method: 'pm_card_visa' },
      ...{ capture_method: 'manual', confirm: true },
    })

    await assert.rejects(stripe.refunds.create({}), { code: 'parameter_missing' })
    await assert.rejects(stripe.refunds.create({ charge: 'ch_9' }), {
      ...{ code: 'resource_missing', param: 'charge', message: "No such charge: 'ch_9'" },
    })
    await assert.rejects(stripe.refunds.create({ payment_intent: unpaid.id }), {
      param: 'payment_intent',
    })
    await assert.rejects(stripe.refunds.create({ payment_intent: held.id }), {
      code: 'charge_not_refundable',
    })
    const { charge } = await pay(stripe)
    await assert.rejects(stripe.refunds.create({ charge, amount: 0 }), {
      code: 'parameter_invalid_integer',
    })
  })
})

describe('what the network says of a refund later', () => {
  it('confirms one that was pending', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const { charge } = await pay(stripe, 'pm_card_pendingRefund')

    const refund = await stripe.refunds.create({ charge })
    assert.deepEqual([refund.status, refund.pending_reason], ['pending', 'processing'])
    advance(60)

    const arrived = await stripe.refunds.retrieve(refund.id)
    assert.deepEqual([arrived.status, arrived.pending_reason], ['succeeded', undefined])
    assert.deepEqual(eventTypes().slice(-2), ['refund.updated', 'charge.refund.updated'])
  })

  it('fails one whose card is gone, and the charge is as before', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const { charge } = await pay(stripe, 'pm_card_refundFail')
    const balanceBefore = (await settledBalance(stripe, advance)).net

    const refund = await stripe.refunds.create({ charge })
    assert.equal(refund.status, 'succeeded')
    advance(60)

    const failed = await stripe.refunds.retrieve(refund.id)
    assert.deepEqual([failed.status, failed.failure_reason], ['failed', 'expired_or_canceled_card'])
    const back = await stripe.balanceTransactions.retrieve(
      idOf(failed.failure_balance_transaction ?? ''),
    )
    assert.deepEqual([back.amount, back.type], [2000, 'refund_failure'])
    const { refunded, amount_refunded } = await stripe.charges.retrieve(charge)
    assert.deepEqual([refunded, amount_refunded], [false, 0])
    assert.deepEqual(eventTypes().slice(-4), [
      'refund.failed',
      'refund.updated',
      'charge.refund.updated',
      'charge.updated',
    ])
    assert.equal((await settledBalance(stripe, advance)).net, balanceBefore)
    assert.equal((await stripe.refunds.create({ charge })).amount, 2000)
  })
})

describe('canceling a refund', () => {
  it('is refused in every status a card refund can have', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    for (const [card, status] of [
      ['pm_card_visa', 'succeeded'],
      ['pm_card_pendingRefund', 'pending'],
      ['pm_card_refundFail', 'failed'],
    ] as const) {
      const { charge } = await pay(stripe, card)
      const refund = await stripe.refunds.create({ charge })
      if (status === 'failed') advance(60)

      assert.equal((await stripe.refunds.retrieve(refund.id)).status, status)
      await assert.rejects(stripe.refunds.cancel(refund.id), {
        code: 'status_transition_invalid',
        message: new RegExp(`status of ${status}`),
      })
    }
  })
})

/** What the account has in all, pending or not. */
async function settledBalance(stripe: Stripe, advance: (seconds: number) => void) {
  advance(5)
  const { available, pending } = await stripe.balance.retrieve()
  return { net: (available[0]?.amount ?? 0) + (pending[0]?.amount ?? 0) }
}
