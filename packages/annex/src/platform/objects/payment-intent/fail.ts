/** A try to pay that came to nothing: the intent waits for another payment method. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { cardDeclined, type DeclineReason } from '../card/declines.js'
import { lastError } from '../last-error.js'
import type { Outcome } from './outcome.js'

type PaymentIntent = Stripe.PaymentIntent
type PaymentMethod = Stripe.PaymentMethod

export interface FailedTry {
  readonly method: PaymentMethod
  readonly reason: DeclineReason
  readonly charge: Stripe.Charge
}

/** The issuer declined; the refusal shows the intent as it is then, and everything stays on record. */
export function fail(
  tried: PaymentIntent,
  { method, reason, charge }: FailedTry,
  work: UnitOfWork,
): Outcome {
  return waitForAnother(tried, method, cardDeclined(reason, { charge: charge.id }), work)
}

/** The payer failed 3-D Secure, so the issuer was never asked and there is no charge. */
export function failAuthentication(
  tried: PaymentIntent,
  method: PaymentMethod,
  work: UnitOfWork,
): Outcome {
  const refusal = invalidRequest(
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    { code: 'payment_intent_authentication_failure' },
  )
  return waitForAnother(tried, method, refusal, work)
}

/** Answers with `refusal`, and keeps it on the intent as the last thing that went wrong. */
export function waitForAnother(
  tried: PaymentIntent,
  method: PaymentMethod,
  refusal: Refusal,
  work: UnitOfWork,
): Outcome {
  const failed = work.update('payment_intent', tried.id, {
    ...tried,
    last_payment_error: lastError(refusal, method),
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  return {
    intent: failed,
    refusal: refusal.with({ payment_intent: failed, payment_method: method }),
  }
}
