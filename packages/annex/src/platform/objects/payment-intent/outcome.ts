/** What a try to pay came to. */
import type Stripe from 'stripe'
import type { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export interface Outcome {
  /** As it is after the try. */
  readonly intent: Stripe.PaymentIntent
  /** Set when it came to nothing: what a request that asked for just this try is answered with. */
  readonly refusal?: Refusal
}

/** Ends a request that was about this try: a failed one answers 402, and all it did stays done. */
export function answered({ intent, refusal }: Outcome, work: UnitOfWork): Stripe.PaymentIntent {
  if (refusal) work.answerWith(refusal)
  return intent
}
