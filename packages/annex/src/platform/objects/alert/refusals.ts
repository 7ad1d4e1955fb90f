/** What can be wrong with an alert. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function wrongStatus(verb: string, { id, status }: Stripe.Billing.Alert): Refusal {
  return invalidRequest(`You cannot ${verb} the alert ${id} because its status is ${status}.`, {
    code: 'status_transition_invalid',
  })
}

export function thresholdTooLow(): Refusal {
  const message = 'This value must be greater than 0.'
  return invalidRequest(message, { param: 'usage_threshold[gte]' })
}

export function oneFilter(): Refusal {
  const message = 'You can only specify up to one filter at this time.'
  return invalidRequest(message, { param: 'usage_threshold[filters]' })
}

export function tooManyAlerts(maximum: number): Refusal {
  const message = `There can be at most ${maximum} alerts for a meter and a customer. Archive one first.`
  return invalidRequest(message, { param: 'usage_threshold[meter]' })
}
