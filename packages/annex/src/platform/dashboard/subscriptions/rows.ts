/** Subscriptions with what stands beside them: their customer and what they are to. */
import type Stripe from 'stripe'
import type { Store } from '../../store/store.js'
import type { Place } from '../context.js'
import { findAllShown, idOf } from '../shown.js'
import { productIdsOf } from './items.js'
import type { SubscriptionRow } from './list-page.js'

export function subscriptionRows(
  store: Store,
  place: Place,
  subscriptions: readonly Stripe.Subscription[],
): SubscriptionRow[] {
  const ids = subscriptions.map(({ customer }) => idOf(customer))
  const customers = findAllShown(store, place, 'customer', ids)
  const products = findAllShown(store, place, 'product', productIdsOf(subscriptions))
  return subscriptions.map((subscription) => ({
    ...{ subscription, products },
    customer: customers.get(idOf(subscription.customer) ?? ''),
  }))
}
