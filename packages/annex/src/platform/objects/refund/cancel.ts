/** Calls off a refund that still waits for its receiver to say where the money goes. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { bringBack } from './network.js'

/** The lifecycle lets through `requires_action` only. */
export function cancel(refund: Stripe.Refund, _params: unknown, work: UnitOfWork): Stripe.Refund {
  return bringBack(refund, { status: 'canceled', failure_reason: 'merchant_request' }, work)
}
