/** Gives a setup up. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { abandonWaiting } from './confirm.js'

export function cancel(
  intent: Stripe.SetupIntent,
  params: Stripe.SetupIntentCancelParams,
  work: UnitOfWork,
): Stripe.SetupIntent {
  abandonWaiting(intent, work)
  return work.update('setup_intent', intent.id, {
    cancellation_reason: params.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  })
}
