/** A customer made by the house itself: for whoever pays in a checkout. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { blank } from '../../engine/shape.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { customer } from './behaviour.js'

export function createCustomer(
  params: Stripe.CustomerCreateParams,
  work: UnitOfWork,
): Stripe.Customer {
  const made = {
    ...blank('customer'),
    ...given('customer', { ...params }),
    id: work.newId('customer'),
    object: 'customer',
    created: work.now,
    livemode: work.caller.livemode,
    metadata: metadataFrom(params.metadata),
    ...customer.defaults?.(params, work),
    // Every field is there: the catalogue's blank has them all.
  } as unknown as Stripe.Customer
  return work.insert('customer', made)
}
