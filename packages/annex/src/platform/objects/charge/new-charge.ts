/** A charge as it is the moment the issuer has answered. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DECLINES } from '../card/declines.js'
import type { Verdict } from '../card/verdict.js'
import { blankCharge } from './blank-charge.js'
import { methodDetails } from './method-details.js'
import { outcomeOf } from './outcome.js'
import { receiptAddress } from './receipt-address.js'

/** How long a hold lasts: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method. */
export const HOLD_SECONDS = 7 * 86_400

/** What is charged to what, and on whose behalf. */
export interface Payment {
  readonly id: string
  readonly amount: number
  readonly currency: string
  readonly customer: string | null
  readonly description: string | null
  readonly metadata: Stripe.Metadata
  readonly payment_intent: string | null
  readonly method: Stripe.PaymentMethod
  /** Held first, taken later with the verb `capture`. */
  readonly hold: boolean
  /** Whether the network lets the hold grow. */
  readonly incremental?: boolean
  readonly verdict: Verdict
  readonly authenticated: boolean
  readonly more: Partial<Stripe.Charge>
}

export function newCharge(payment: Payment, work: UnitOfWork): Stripe.Charge {
  const declined = payment.verdict.kind === 'declined' ? payment.verdict.reason : null
  const captured = declined === null && !payment.hold
  const pending = payment.verdict.kind === 'pending'
  return {
    ...blankCharge({ ...payment, ...payerOf(payment.method) }, work),
    amount_captured: captured ? payment.amount : 0,
    captured,
    failure_code: declined && DECLINES[declined].code,
    failure_message: declined && DECLINES[declined].message,
    outcome: outcomeOf(payment.verdict, payment.method.card, work.random),
    paid: declined === null && !pending,
    payment_method_details: detailsOf(payment, work),
    receipt_url: declined === null && !pending ? receiptAddress(payment.id, work) : null,
    status: pending ? 'pending' : declined === null ? 'succeeded' : 'failed',
    ...payment.more,
  }
}

function detailsOf(payment: Payment, work: UnitOfWork) {
  const approved = payment.verdict.kind !== 'declined'
  const use = {
    authorized: approved ? payment.amount : null,
    authenticated: payment.authenticated,
    incremental: approved && payment.incremental === true,
    captureBefore: approved && payment.hold ? work.now + HOLD_SECONDS : null,
  }
  return methodDetails(payment.method, use, work.random)
}

function payerOf({ id, billing_details }: Stripe.PaymentMethod) {
  return { payment_method: id, billing_details }
}
