/** What can be wrong with answering a dispute. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function alreadyClosed(dispute: Stripe.Dispute): Refusal {
  const message = `This dispute (${dispute.id}) cannot be changed any more because it has a status of ${dispute.status}.`
  return invalidRequest(message, { code: 'status_transition_invalid' })
}
