/** A try that came to nothing: the intent waits for another payment method. */
import type Stripe from 'stripe'
import type { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lastError } from '../last-error.js'
import { idOrNull } from '../reference.js'
import { endAttempt, recordAttempt } from '../setup-attempt/record.js'

type SetupIntent = Stripe.SetupIntent

/** Answers with `refusal`; what it left on record stays. */
export function fail(
  tried: SetupIntent,
  method: Stripe.PaymentMethod,
  refusal: Refusal,
  work: UnitOfWork,
): SetupIntent {
  const ending = { status: 'failed', error: lastError(refusal, method) } as const
  const waiting = tried.status === 'requires_action' && idOrNull(tried.latest_attempt)
  const attempt = waiting
    ? endAttempt(waiting, method, ending, work)
    : recordAttempt(tried, method, ending, work)
  const failed = work.update('setup_intent', tried.id, {
    ...tried,
    last_setup_error: ending.error,
    latest_attempt: attempt.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  work.answerWith(refusal.with({ setup_intent: failed, payment_method: method }))
  return failed
}
