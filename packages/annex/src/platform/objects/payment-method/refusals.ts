/** What can be wrong with using a payment method. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function onlyCards(param: string): Refusal {
  return invalidRequest(
    'A charge without a PaymentIntent can be made to a card only. Use a PaymentIntent for other payment methods.',
    { code: 'payment_method_unsupported_type', param },
  )
}

export function alreadyAttached(): Refusal {
  return invalidRequest('The payment method you provided has already been attached to a customer.')
}

export function notAttached(): Refusal {
  return invalidRequest(
    'The payment method you provided is not attached to a customer so detachment is impossible.',
    { param: 'payment_method' },
  )
}

/** Detached, or used once without being saved: the permission to charge it is gone. */
export function usedUp(): Refusal {
  return invalidRequest(
    'This PaymentMethod was previously used without being attached to a Customer or was detached ' +
      'from a Customer, and may not be used again.',
    { param: 'payment_method' },
  )
}

export function belongsToCustomer(id: string, customer: string): Refusal {
  return invalidRequest(
    `The PaymentMethod ${id} belongs to the Customer ${customer}. ` +
      'Please include the Customer in the `customer` parameter on the PaymentIntent.',
    { param: 'payment_method' },
  )
}

export function belongsToAnother(id: string): Refusal {
  return invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'payment_method' },
  )
}
