/** A refund whose receiver has to say first where the money should go. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lifecycle } from './lifecycle.js'
import { bringBack } from './network.js'

type Refund = Stripe.Refund

/** How long the receiver has: https://docs.stripe.com/refunds#refund-requires-action. */
export const ASKS_FOR_SECONDS = 45 * 86_400

export function asking(
  { instructions_email: email }: Stripe.RefundCreateParams,
  work: UnitOfWork,
): Partial<Refund> {
  if (email === undefined) throw parameterMissing('instructions_email')
  const display_details = {
    email_sent: { email_sent_at: work.now, email_sent_to: email },
    expires_at: work.now + ASKS_FOR_SECONDS,
  }
  return {
    instructions_email: email,
    next_action: { display_details, type: 'display_details' },
    status: 'requires_action',
  }
}

/** `POST /v1/test_helpers/refunds/:refund/expire`: the receiver never said anything. */
export function expire(refund: Refund, _params: unknown, work: UnitOfWork): Refund {
  return bringBack(refund, { status: 'failed', failure_reason: 'unknown' }, work)
}

export const expireRefund: DueTask = (id, work) => {
  const refund = work.find('refund', id)
  if (refund && mayRun(lifecycle, 'expire', refund)) expire(refund, undefined, work)
}
