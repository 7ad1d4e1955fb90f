/** The customer that billing is about; a deleted one refuses. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function customerOf(id: string, work: UnitOfWork, param = 'customer'): Stripe.Customer {
  return work.get('customer', id, param)
}
