/** Calls a top-up off while the bank has not answered. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function cancel(topup: Stripe.Topup, _params: unknown, work: UnitOfWork): Stripe.Topup {
  return work.update('topup', topup.id, { status: 'canceled' })
}
