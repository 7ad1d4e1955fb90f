/** A warning that nobody needs to act on any more: the payment was refunded, or disputed anyway. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function answerWarnings(charge: Stripe.Charge, work: UnitOfWork): void {
  if (!charge.refunded && !charge.disputed) return
  for (const warning of work.list('radar.early_fraud_warning', { charge: charge.id })) {
    work.update('radar.early_fraud_warning', warning.id, { actionable: false })
  }
}
