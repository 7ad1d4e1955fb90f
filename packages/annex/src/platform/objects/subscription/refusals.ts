/** What can be wrong with asking something of a subscription. */
import type Stripe from 'stripe'
import { invalidRequest, Refusal } from '../../engine/errors.js'

export function notInStatus(verb: string, { status }: Stripe.Subscription): Refusal {
  return invalidRequest(`You cannot ${verb} a subscription whose status is ${status}.`, {
    code: 'status_transition_invalid',
  })
}

export function canceledIsFixed(): Refusal {
  return invalidRequest(
    'A canceled subscription can only update its cancellation_details and metadata.',
    { code: 'invalid_canceled_subscription_fields' },
  )
}

export function itemsRequired(param = 'items'): Refusal {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
}

export function onlyRecurring(param: string): Refusal {
  const message =
    'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.'
  return invalidRequest(message, { param })
}

export function onlyUsageHasThreshold(param: string): Refusal {
  const message =
    'Usage thresholds can only be set for items with a metered price (`recurring[usage_type]=metered`).'
  return invalidRequest(message, { param })
}

export function thresholdBelowPlan(cost: number): Refusal {
  const message = `The threshold must be greater than ${cost}, what a period of the items that are paid ahead costs.`
  return invalidRequest(message, { param: 'billing_thresholds[amount_gte]' })
}

export function tooManyItems(maximum: number, param = 'items'): Refusal {
  const message = `A subscription can have at most ${maximum} items.`
  return invalidRequest(message, { param })
}

export function samePriceTwice(price: string, param = 'items'): Refusal {
  return invalidRequest(
    `Cannot add multiple subscription items with the same price: \`${price}\`. Change the quantity of its item instead.`,
    { param },
  )
}

export function noSuchItem(id: string, param: string): Refusal {
  const message = `No such subscription item: '${id}'`
  return invalidRequest(message, { code: 'resource_missing', param })
}

export function notSoldIn(price: string, currency: string, param: string): Refusal {
  const message = `The price \`${price}\` has no amount in ${currency}, the currency of this subscription.`
  return invalidRequest(message, { param })
}

/** @param param where the item stands: `items[0]` */
export function quantityOfMetered(param: string): Refusal {
  return invalidRequest(
    `Quantity should not be specified where usage_type is \`metered\`. Remove quantity from \`${param}\``,
    { param: `${param}[quantity]` },
  )
}

export function feeNeedsApplication(): Refusal {
  return invalidRequest(
    'Can only apply an application_fee_percent when the request is made with an OAuth key or the Stripe-Account header, or when the payments are passed on (using `transfer_data[destination]`).',
    { param: 'application_fee_percent' },
  )
}

export function percentOutOfRange(param: string): Refusal {
  const message = `Invalid ${param}: must be between 0 and 100, with at most two decimal places.`
  return invalidRequest(message, { param })
}

export function daysRequired(): Refusal {
  const message =
    'When collection_method is send_invoice, you must also pass days_until_due (or set it on the customer).'
  return invalidRequest(message, { param: 'days_until_due' })
}

export function notInTheFuture(param: string): Refusal {
  return invalidRequest(`Invalid timestamp: ${param} must be in the future.`, { param })
}

export function notInThePast(param: string): Refusal {
  return invalidRequest(`Invalid timestamp: ${param} must be in the past.`, { param })
}

export function anchorTooLate(): Refusal {
  return invalidRequest(
    'Invalid billing_cycle_anchor: it cannot be later than the next natural billing date.',
    { param: 'billing_cycle_anchor' },
  )
}

/** A decline speaks for itself; a payer who has to act is told of the subscription. */
export function incompleteBecause(refusal: Refusal | undefined): Refusal {
  const declined = refusal && refusal.code !== 'invoice_payment_intent_requires_action'
  return declined ? refusal : paymentIncomplete()
}

function paymentIncomplete(): Refusal {
  return new Refusal(402, {
    type: 'card_error',
    code: 'subscription_payment_intent_requires_action',
    message:
      'Payment for this subscription requires additional user action before it can be completed successfully. ' +
      'Payment can be completed using the PaymentIntent associated with `subscription.latest_invoice`.',
  })
}

export function noDiscount(of: 'customer' | 'subscription'): Refusal {
  const message = `No active discount for this ${of}`
  return invalidRequest(message, { code: 'resource_missing', param: 'id' })
}

export function nothingUpcoming(): Refusal {
  return invalidRequest('No upcoming invoices for customer', { code: 'invoice_upcoming_none' })
}

export function ledBySchedule(schedule: string): Refusal {
  return invalidRequest(
    `The subscription is managed by the subscription schedule \`${schedule}\`, and updating any cancelation ` +
      'behavior directly is not allowed. Please update the schedule instead.',
  )
}

export function lastItemStays(): Refusal {
  return invalidRequest(
    'A subscription must have at least one active item. To stop billing, cancel the subscription.',
    { param: 'items' },
  )
}

export function notPending(param: string): Refusal {
  return invalidRequest(
    'When `payment_behavior` is set to `pending_if_incomplete`, you can only pass supported params. ' +
      `\`${param}\` is not supported. ` +
      'See https://stripe.com/docs/billing/subscriptions/pending-updates-reference#supported-attributes for more details.',
    { param },
  )
}

export function pendingIsCharged(): Refusal {
  return invalidRequest(
    'You cannot use `pending_if_incomplete` for a subscription whose `collection_method` is `send_invoice`.',
    { param: 'payment_behavior' },
  )
}

export function pendingOnlyUpdates(): Refusal {
  return invalidRequest(
    '`pending_if_incomplete` is only used with updates and cannot be passed when creating a Subscription.',
    { param: 'payment_behavior' },
  )
}

export function flexibleAlready(): Refusal {
  const message = 'This subscription is already in the `flexible` billing mode.'
  return invalidRequest(message, { param: 'billing_mode[type]' })
}

/** Known gap: discounts of prorations are taken off their amounts here, never shown by themselves. */
export function notItemized(): Refusal {
  return invalidRequest(
    'This platform knows `itemized`, but does not carry it out: the discounts of prorations are `included` in their amounts.',
    { param: 'billing_mode[flexible][proration_discounts]' },
  )
}
