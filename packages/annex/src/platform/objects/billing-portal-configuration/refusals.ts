/** What can be wrong with a configuration of the portal. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

const CANCEL_PRORATION = 'features[subscription_cancel][proration_behavior]'

export function unknownProration(): Refusal {
  const message =
    'Prorations of a cancellation cannot be invoiced: must be one of create_prorations or none'
  return invalidRequest(message, { param: CANCEL_PRORATION })
}

export function onlyAtOnce(): Refusal {
  const message =
    'Prorations can only be created when subscriptions are canceled immediately: set `mode` to `immediately`.'
  return invalidRequest(message, { param: CANCEL_PRORATION })
}

export function notOfProduct(price: string, product: string, param: string): Refusal {
  const message = `The price \`${price}\` does not belong to the product \`${product}\`.`
  return invalidRequest(message, { param })
}

export function onlyRecurringPrices(price: string, param: string): Refusal {
  const message = `The price \`${price}\` is not recurring: a subscription cannot be updated to it.`
  return invalidRequest(message, { param })
}

export function noLongerOffered(option: string, param: string): Refusal {
  const message = `The feedback option '${option}' was deactivated and cannot be offered any more.`
  return invalidRequest(message, { param })
}

export function maximumBelowMinimum(param: string): Refusal {
  const message = 'The maximum quantity must not be below the minimum.'
  return invalidRequest(message, { param: `${param}[adjustable_quantity][maximum]` })
}

export function pauseOutOfRange(param: string): Refusal {
  const message = 'A pause lasts at least one interval, and three years at most.'
  return invalidRequest(message, { param: `${param}[interval_count]` })
}

export function defaultStaysActive(): Refusal {
  const message = 'You cannot deactivate the default configuration.'
  return invalidRequest(message, { param: 'active' })
}

// What this portal can't do yet is refused, so that nobody waits for it to happen.

export function noLoginPage(): Refusal {
  const message =
    'This platform has no login page for its portal. Make a session for each visit instead.'
  return invalidRequest(message, { param: 'login_page[enabled]' })
}

export function noPostponing(): Refusal {
  const message =
    'This platform carries out updates in its portal at once; it does not schedule them yet.'
  const param = 'features[subscription_update][schedule_at_period_end][conditions]'
  return invalidRequest(message, { param })
}
