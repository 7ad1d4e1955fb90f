/** What can be wrong with approving a review. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function alreadyClosed(review: Stripe.Review): Refusal {
  return invalidRequest(
    `This review (${review.id}) is already closed with the reason ${review.reason}.`,
    { code: 'status_transition_invalid' },
  )
}
