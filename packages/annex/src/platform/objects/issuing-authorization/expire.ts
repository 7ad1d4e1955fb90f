/** `…/expire`: the merchant never came for its money. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type Authorization = Stripe.Issuing.Authorization

export function expire(authorization: Authorization, _params: unknown, work: UnitOfWork) {
  const nothing = { amount: 0, merchant_amount: 0, pending_request: null }
  return work.update('issuing.authorization', authorization.id, { ...nothing, status: 'expired' })
}
