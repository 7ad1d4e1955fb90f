/** Opens a review of a payment whose risk was elevated: what one test card is for. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'

export function openReview(charge: Stripe.Charge, work: UnitOfWork): void {
  if (charge.status !== 'succeeded' || charge.outcome?.type !== 'manual_review') return
  const payment_intent = idOrNull(charge.payment_intent)
  const review = work.insert('review', {
    id: work.newId('review'),
    object: 'review',
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: charge.id,
    closed_reason: null,
    created: work.now,
    ip_address: null,
    ip_address_location: null,
    livemode: charge.livemode,
    open: true,
    opened_reason: 'rule',
    ...(payment_intent !== null && { payment_intent }),
    reason: 'rule',
    session: null,
  })
  work.update('charge', charge.id, { review: review.id })
}
