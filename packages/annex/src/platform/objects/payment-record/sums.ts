/** What of a payment has come to which end: the sums that a record and its attempts show. */
import type Stripe from 'stripe'

export type PaymentRecord = Stripe.PaymentRecord
export type AttemptRecord = Stripe.PaymentAttemptRecord
export type Amount = PaymentRecord['amount']
export type Outcome = 'canceled' | 'failed' | 'guaranteed'

type Sums = Pick<
  PaymentRecord,
  | 'amount'
  | 'amount_authorized'
  | 'amount_canceled'
  | 'amount_failed'
  | 'amount_guaranteed'
  | 'amount_refunded'
  | 'amount_requested'
>

/** @param outcome undefined while nobody knows how it ends */
export function sumsOf({ currency, value }: Amount, outcome: Outcome | undefined): Sums {
  const all = { currency, value }
  const none = { currency, value: 0 }
  return {
    amount: all,
    amount_authorized: none,
    amount_canceled: outcome === 'canceled' ? all : none,
    amount_failed: outcome === 'failed' ? all : none,
    amount_guaranteed: outcome === 'guaranteed' ? all : none,
    amount_refunded: none,
    amount_requested: all,
  }
}

/** Undefined while an attempt may still come to any end. */
export function outcomeOf(record: Sums): Outcome | undefined {
  if (record.amount_guaranteed.value > 0) return 'guaranteed'
  if (record.amount_failed.value > 0) return 'failed'
  return record.amount_canceled.value > 0 ? 'canceled' : undefined
}
