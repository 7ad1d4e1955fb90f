/** What can be wrong with asking for a session of the portal. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function inactiveConfiguration(id: string): Refusal {
  const message = `The configuration \`${id}\` is not active. Activate it, or use another one.`
  return invalidRequest(message, { param: 'configuration' })
}

export function noWayBackIn(): Refusal {
  const message =
    'This platform has no login page for its portal: once a session has expired, make another one.'
  return invalidRequest(message, { param: 'after_expiration' })
}

/** @param doing what the customer cannot have: `subscription cannot be canceled` */
export function featureDisabled(doing: string, feature: string): Refusal {
  const message = `This ${doing} because the ${feature} feature in the portal configuration is disabled.`
  return invalidRequest(message, { param: 'flow_data[type]' })
}

export function ofAnotherCustomer(subscription: string, customer: string, param: string): Refusal {
  const message = `The subscription \`${subscription}\` does not belong to the customer \`${customer}\`.`
  return invalidRequest(message, { param })
}

export function subscriptionOver(param: string): Refusal {
  const message = 'This subscription has ended: nothing of it can be changed any more.'
  return invalidRequest(message, { param })
}

export function canceledAlready(param: string): Refusal {
  const message = 'This subscription cannot be canceled because it is already set to be canceled.'
  return invalidRequest(message, { param })
}

export function severalItems(param: string): Refusal {
  const message = 'This subscription cannot be updated because it has more than one item.'
  return invalidRequest(message, { param })
}

export function oneItemOnly(param: string): Refusal {
  const message = 'Exactly one subscription item can be updated through this flow.'
  return invalidRequest(message, { param })
}

export function noSuchItem(item: string, subscription: string, param: string): Refusal {
  const message = `The subscription \`${subscription}\` has no item \`${item}\`.`
  return invalidRequest(message, { code: 'resource_missing', param })
}

export function notOffered(price: string, param: string): Refusal {
  const message = `The price \`${price}\` is not among the products of the portal configuration's subscription update feature.`
  return invalidRequest(message, { param })
}

export function oneDiscountOnly(param: string): Refusal {
  const message = 'Give one discount, with either a coupon or a promotion code.'
  return invalidRequest(message, { param })
}

export function notPausable(status: string, param: string): Refusal {
  const message = `Only active subscriptions can be paused. This subscription has a status of \`${status}\`.`
  return invalidRequest(message, { param })
}

export function unknownFlow(type: string): Refusal {
  return invalidRequest(`Unknown flow: ${type}`, { param: 'flow_data[type]' })
}
