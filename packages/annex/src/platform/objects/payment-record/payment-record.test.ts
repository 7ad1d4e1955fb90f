import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../../testing.js'

async function reported(
  t: TestContext,
  more: Partial<Stripe.PaymentRecordReportPaymentParams> = {},
) {
  const world = await startPlatform()
  t.after(world.close)
  const { stripe, now } = world
  const custom = { type: 'custom', custom: { display_name: 'Cash' } } as const
  const record = await stripe.paymentRecords.reportPayment({
    ...{ amount_requested: { currency: 'usd', value: 900 }, initiated_at: now() },
    ...{ payment_method_details: custom, metadata: { order: '7' } },
    ...more,
  })
  return { ...world, record, records: stripe.paymentRecords, at: now() }
}

describe('a payment that is reported', () => {
  it('is guaranteed and given back, as its reports say', async (t) => {
    const { record, records, stripe, at } = await reported(t)
    assert.deepEqual([record.amount.value, record.amount_guaranteed.value], [900, 0])
    assert.equal(record.payment_method_details?.custom?.display_name, 'Cash')

    const paid = await records.reportPaymentAttemptGuaranteed(record.id, { guaranteed_at: at })
    assert.equal(paid.amount_guaranteed.value, 900)
    await assert.rejects(
      records.reportPaymentAttemptFailed(record.id, { failed_at: at }),
      /already/,
    )
    const back = {
      outcome: 'refunded',
      refunded: { refunded_at: at },
      processor_details: { type: 'custom', custom: { refund_reference: 'r1' } },
    } as const
    const part = { ...back, amount: { currency: 'usd', value: 400 } }
    assert.equal((await records.reportRefund(record.id, part)).amount_refunded.value, 400)
    assert.equal((await records.reportRefund(record.id, back)).amount_refunded.value, 900)
    await assert.rejects(records.reportRefund(record.id, back), { param: 'amount' })

    const latest = record.latest_payment_attempt_record ?? ''
    const attempt = await stripe.paymentAttemptRecords.retrieve(latest)
    assert.deepEqual([attempt.payment_record, attempt.amount_refunded.value], [record.id, 900])
  })

  it('may be tried again after it failed', async (t) => {
    const { record, records, stripe, at } = await reported(t)
    const again = {
      initiated_at: at,
      outcome: 'guaranteed',
      guaranteed: { guaranteed_at: at },
    } as const
    await assert.rejects(records.reportPaymentAttempt(record.id, again), /still under way/)
    const failed = await records.reportPaymentAttemptFailed(record.id, { failed_at: at })
    assert.equal(failed.amount_failed.value, 900)

    const paid = await records.reportPaymentAttempt(record.id, again)
    assert.deepEqual([paid.amount_failed.value, paid.amount_guaranteed.value], [0, 900])
    assert.notEqual(paid.latest_payment_attempt_record, record.latest_payment_attempt_record)
    const attempts = await stripe.paymentAttemptRecords.list({ payment_record: record.id })
    assert.equal(attempts.data.length, 2)
    await assert.rejects(records.reportPaymentAttempt(record.id, again), /was guaranteed/)
  })

  it('says later whose it is, and needs the time of its end', async (t) => {
    const { record, records, stripe, at } = await reported(t)
    const { id: customer } = await stripe.customers.create()
    const told = await records.reportPaymentAttemptInformational(record.id, {
      ...{ customer_details: { customer }, description: 'Beans', metadata: { till: '2' } },
    })
    assert.deepEqual([told.customer_details?.customer, told.description], [customer, 'Beans'])
    assert.deepEqual(told.metadata, { order: '7', till: '2' })
    const canceled = await records.reportPaymentAttemptCanceled(record.id, { canceled_at: at })
    assert.equal(canceled.amount_canceled.value, 900)
    const custom = { type: 'custom', custom: { display_name: 'Cash' } } as const
    const endless = records.reportPayment({
      ...{ amount_requested: { currency: 'usd', value: 900 }, initiated_at: at },
      ...{ payment_method_details: custom, outcome: 'failed' },
    })
    await assert.rejects(endless, { code: 'parameter_missing', param: 'failed' })
    const none = records.reportPaymentAttemptCanceled('pr_none', { canceled_at: at })
    await assert.rejects(none, { statusCode: 404 })
  })
})
