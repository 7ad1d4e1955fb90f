/** `…/report_refund`: what was given back elsewhere, all of it or a part. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { refundTooLarge } from './refusals.js'

type Params = Stripe.PaymentRecordReportRefundParams

export const reportRefund: Operation = ({ id = '' }, { amount, metadata }: Params, work) => {
  const record = work.get('payment_record', id)
  const { amount_guaranteed: paid, amount_refunded: refunded } = record
  const left = paid.value - refunded.value
  const back = amount?.value ?? left
  const isOfIt = amount === undefined || amount.currency === paid.currency
  if (back <= 0 || back > left || !isOfIt) throw refundTooLarge(left, paid.currency)
  const amount_refunded = { currency: paid.currency, value: refunded.value + back }
  const latest = record.latest_payment_attempt_record ?? ''
  work.update('payment_attempt_record', latest, { amount_refunded })
  return work.update('payment_record', id, {
    amount_refunded,
    metadata: metadataAfter(record.metadata, metadata),
  })
}
