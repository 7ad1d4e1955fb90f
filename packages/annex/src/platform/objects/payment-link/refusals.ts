/** What can be wrong with a payment link, or with following one. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

/** @param param what only means something in the other mode */
export function onlyWithRecurring(param: string): Refusal {
  const message = `You can only use \`${param}\` when at least one line item has a recurring price.`
  return invalidRequest(message, { param })
}

export function onlyWithoutRecurring(param: string): Refusal {
  const message = `You can only use \`${param}\` when all line items have one-time prices.`
  return invalidRequest(message, { param })
}

/** Switched off, or sold as often as it was meant to be. */
export function linkInactive(): Refusal {
  return invalidRequest('This payment link is no longer active.')
}
