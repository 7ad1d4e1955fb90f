/** What can be wrong with a meter. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function wrongStatus(verb: string, { id, status }: Stripe.Billing.Meter): Refusal {
  return invalidRequest(`You cannot ${verb} the meter ${id}: it is already ${status}.`, {
    code: 'status_transition_invalid',
  })
}

export function nameTaken(event_name: string, owner: string): Refusal {
  const message = `An active meter (\`${owner}\`) already exists with the event name \`${event_name}\`.`
  return invalidRequest(message, { code: 'resource_already_exists', param: 'event_name' })
}
