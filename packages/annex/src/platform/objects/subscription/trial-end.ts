/** What becomes of a trial when nobody has left anything to pay with. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { usualMethod } from '../invoice/collect.js'
import { idOf, idOrNull } from '../reference.js'

/** Undefined where it goes on with an invoice: something can pay it, or that was agreed. */
export function agreedWithoutMethod(
  subscription: Stripe.Subscription,
  work: UnitOfWork,
): 'cancel' | 'pause' | undefined {
  const { status, trial_settings, default_payment_method, customer } = subscription
  if (status !== 'trialing' || subscription.collection_method === 'send_invoice') return undefined
  const agreed = trial_settings?.end_behavior.missing_payment_method
  const ends = (['cancel', 'pause'] as const).find((end) => end === agreed)
  const method =
    idOrNull(default_payment_method) ?? usualMethod(work.get('customer', idOf(customer)))
  return method === null ? ends : undefined
}
