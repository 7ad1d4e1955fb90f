/** Attempts to pay what a record is about: another one, and how the latest ended. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { outcomeIn } from './outcome.js'
import { endedAlready, stillUnderWay } from './refusals.js'
import { attemptAt, methodOf } from './report.js'
import { outcomeOf, sumsOf, type Outcome } from './sums.js'

type AttemptParams = Stripe.PaymentRecordReportPaymentAttemptParams

/** After one that came to nothing. */
export const reportAttempt: Operation = ({ id = '' }, params: AttemptParams, work) => {
  const record = work.get('payment_record', id)
  const before = outcomeOf(record)
  if (before === undefined || before === 'guaranteed') throw stillUnderWay(record, before)
  const { description, payment_method_details: details } = params
  const after = work.update('payment_record', id, {
    ...sumsOf(record.amount_requested, outcomeIn(params)),
    ...(description !== undefined && { description: description || null }),
    ...(details && { payment_method_details: methodOf(details, work) }),
  })
  return attemptAt(after, params, work)
}

/** `…/report_payment_attempt_guaranteed` and its like, of an attempt whose end nobody has reported. */
export function reportOutcome(outcome: Outcome): Operation {
  return (
    { id = '' },
    { metadata }: { metadata?: Stripe.Emptyable<Stripe.MetadataParam> },
    work,
  ) => {
    const record = work.get('payment_record', id)
    const before = outcomeOf(record)
    if (before !== undefined) throw endedAlready(record, before)
    const sums = sumsOf(record.amount_requested, outcome)
    const latest = record.latest_payment_attempt_record ?? ''
    const attempt = work.get('payment_attempt_record', latest)
    work.update('payment_attempt_record', latest, {
      ...sums,
      metadata: metadataAfter(attempt.metadata, metadata),
    })
    return work.update('payment_record', id, sums)
  }
}
