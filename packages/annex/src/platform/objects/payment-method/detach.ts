/** Takes a payment method from its customer, for good. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { endPermission } from './permission.js'
import { notAttached } from './refusals.js'

export function detach(
  method: Stripe.PaymentMethod,
  _params: unknown,
  work: UnitOfWork,
): Stripe.PaymentMethod {
  const customer = idOrNull(method.customer)
  if (customer === null) throw notAttached()
  endPermission(method, work)
  const detached = work.update('payment_method', method.id, { customer: null })
  forgetDefault(customer, method.id, work)
  return detached
}

function forgetDefault(customerId: string, methodId: string, work: UnitOfWork): void {
  const customer = work.find('customer', customerId)
  if (!customer) return
  const { invoice_settings } = customer
  if (idOrNull(invoice_settings.default_payment_method) !== methodId) return
  const settings = { ...invoice_settings, default_payment_method: null }
  work.update('customer', customerId, { invoice_settings: settings })
}
