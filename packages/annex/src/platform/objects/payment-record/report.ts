/** `POST /v1/payment_records/report_payment`: a payment made elsewhere, and its first attempt. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { given } from '../../engine/given.js'
import { blank } from '../../engine/shape.js'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { outcomeIn } from './outcome.js'
import { sumsOf, type AttemptRecord, type PaymentRecord } from './sums.js'

type Params = Stripe.PaymentRecordReportPaymentParams

export const reportPayment: Operation = (_path, params: Params, work) => {
  const { amount_requested } = params
  if (amount_requested.value < 1) throw integerTooSmall('amount_requested[value]', 1)
  const outcome = outcomeIn(params)
  const { customer_details, customer_presence, description, processor_details } = params
  if (customer_details?.customer) {
    work.get('customer', customer_details.customer, 'customer_details[customer]')
  }
  const id = work.newId('payment_record')
  const said = given('payment_record', {
    ...(customer_details && { customer_details }),
    ...(processor_details && { processor_details }),
    ...(params.shipping_details && { shipping_details: params.shipping_details }),
  })
  // Every field is there: the catalogue's blank has them all.
  const record = {
    ...blank('payment_record'),
    processor_details: { type: 'custom' },
    ...said,
    ...sumsOf(amount_requested, outcome),
    id,
    object: 'payment_record',
    application: work.caller.application,
    created: work.now,
    customer_presence: customer_presence ?? null,
    description: description || null,
    latest_payment_attempt_record: null,
    livemode: work.caller.livemode,
    metadata: metadataFrom(params.metadata),
    payment_method_details: methodOf(params.payment_method_details, work),
    reported_by: 'self',
  } as unknown as PaymentRecord
  return attemptAt(work.insert('payment_record', record), params, work)
}

/** Keeps an attempt that looks as the record does now. */
export function attemptAt(
  record: PaymentRecord,
  { metadata }: Pick<Params, 'metadata'>,
  work: UnitOfWork,
): PaymentRecord {
  const { latest_payment_attempt_record: _, ...shared } = record
  const attempt = work.insert('payment_attempt_record', {
    ...blank('payment_attempt_record'),
    ...shared,
    id: work.newId('payment_attempt_record'),
    object: 'payment_attempt_record',
    created: work.now,
    metadata: metadataFrom(metadata),
    payment_record: record.id,
  } as unknown as AttemptRecord)
  return work.update('payment_record', record.id, { latest_payment_attempt_record: attempt.id })
}

/** What was paid with: a method that is kept here, or one known by name only. */
export function methodOf(
  details: Stripe.PaymentRecordReportPaymentParams.PaymentMethodDetails,
  work: UnitOfWork,
): PaymentRecord['payment_method_details'] {
  const { custom, payment_method } = details
  if (payment_method) {
    work.get('payment_method', payment_method, 'payment_method_details[payment_method]')
  }
  const { payment_method_details: shown } = given('payment_record', {
    payment_method_details: {
      ...{ billing_details: details.billing_details ?? null, type: 'custom' },
      payment_method: payment_method ?? null,
      ...(custom && {
        custom: { display_name: custom.display_name ?? '', type: custom.type ?? null },
      }),
    },
  })
  return (shown ?? null) as PaymentRecord['payment_method_details']
}
