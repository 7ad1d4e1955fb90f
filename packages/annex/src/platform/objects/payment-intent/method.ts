/** The payment method an intent is confirmed with. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { methodGiven } from '../payment-method/given.js'
import { checkUsable, methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { methodMissing, methodTypeNotAllowed } from './refusals.js'

type Params = Pick<Stripe.PaymentIntentConfirmParams, 'payment_method' | 'payment_method_data'>

/** The method to confirm `intent` with: the one given now, or the one it has. */
export function methodToConfirm(
  intent: Stripe.PaymentIntent,
  params: Params,
  work: UnitOfWork,
): Stripe.PaymentMethod {
  const kept = idOrNull(intent.payment_method)
  const method =
    methodGiven(params, work) ?? (kept ? methodNamed(kept, work, 'payment_method') : undefined)
  if (!method) throw methodMissing(intent)
  checkUsable(method, idOrNull(intent.customer), work)
  if (!intent.payment_method_types.includes(method.type)) {
    throw methodTypeNotAllowed(method.type, intent)
  }
  return method
}
