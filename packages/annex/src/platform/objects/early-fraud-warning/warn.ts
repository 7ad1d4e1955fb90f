/** The card's issuer suspects fraud before anybody disputes: what one test card is for. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { troubleWith } from '../charge/trouble.js'
import { idOrNull } from '../reference.js'

export function warnOfFraud(charge: Stripe.Charge, work: UnitOfWork): void {
  if (!charge.captured || !troubleWith(charge).earlyFraudWarning) return
  const payment_intent = idOrNull(charge.payment_intent)
  work.insert('radar.early_fraud_warning', {
    id: work.newId('radar.early_fraud_warning'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded,
    charge: charge.id,
    created: work.now,
    fraud_type: 'made_with_stolen_card',
    livemode: charge.livemode,
    ...(payment_intent === null ? {} : { payment_intent }),
  })
}
