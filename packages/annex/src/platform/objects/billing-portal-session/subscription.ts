/** The subscription that a flow is about: the customer's own, and one that can still change. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { ofAnotherCustomer, severalItems, subscriptionOver } from './refusals.js'

type Subscription = Stripe.Subscription

interface Owner {
  readonly customer: string
}

/** @param param the parameter that holds `id`, for refusals */
export function livingSubscription(
  id: string,
  { customer }: Owner,
  param: string,
  work: UnitOfWork,
): Subscription {
  const subscription = work.get('subscription', id, param)
  if (idOf(subscription.customer) !== customer) throw ofAnotherCustomer(id, customer, param)
  if (!isLiving(subscription)) throw subscriptionOver(param)
  return subscription
}

/** The portal changes subscriptions to one thing only, as Stripe's does. */
export function updatableSubscription(
  id: string,
  owner: Owner,
  param: string,
  work: UnitOfWork,
): Subscription {
  const subscription = livingSubscription(id, owner, param, work)
  if (subscription.items.data.length !== 1) throw severalItems(param)
  return subscription
}

export function isLiving({ status }: Pick<Subscription, 'status'>): boolean {
  return status !== 'canceled' && status !== 'incomplete_expired'
}
