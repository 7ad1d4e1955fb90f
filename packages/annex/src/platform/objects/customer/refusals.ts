/** What can be wrong with a customer's settings. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function notTheCustomersMethod(id: string, param: string): Refusal {
  const message = `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`
  return invalidRequest(message, { code: 'resource_missing', param })
}

export function invalidEmail(email: string): Refusal {
  const shown = email.length > 100 ? `${email.slice(0, 100)}…` : email
  return invalidRequest(`Invalid email address: ${shown}`, {
    code: 'email_invalid',
    param: 'email',
  })
}
