/** An invoice's number: the customer's prefix and the next in its sequence, without gaps. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function takeNumber(customer: Stripe.Customer, work: UnitOfWork): string {
  const { next_invoice_sequence: next = 1, invoice_prefix } = work.get('customer', customer.id)
  work.update('customer', customer.id, { next_invoice_sequence: next + 1 })
  return `${invoice_prefix}-${String(next).padStart(4, '0')}`
}
