/** `/v1/subscription_items`: the items of a subscription, one at a time. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { ItemParams } from '../subscription/items.js'
import { notPending } from '../subscription/refusals.js'
import { changeSubscription } from '../subscription/update.js'

type HowToBill = Pick<
  Stripe.SubscriptionUpdateParams,
  'payment_behavior' | 'proration_behavior' | 'proration_date'
>

export const subscriptionItem: Behaviour<'subscription_item'> = {
  kind: 'subscription_item',
  operations: {
    'POST /v1/subscription_items': (_path, params: Stripe.SubscriptionItemCreateParams, work) => {
      const {
        subscription,
        payment_behavior,
        proration_behavior,
        proration_date,
        expand: _,
        ...item
      } = params
      const how = { payment_behavior, proration_behavior, proration_date }
      const before = work.get('subscription', subscription, 'subscription')
      const known = before.items.data.map(({ id }) => id)
      const after = change(before, item, how, work)
      const all = [...after.items.data, ...(after.pending_update?.subscription_items ?? [])]
      return all.find(({ id }) => !known.includes(id))
    },
    'POST /v1/subscription_items/{item}': (
      { item: id = '' },
      params: Stripe.SubscriptionItemUpdateParams,
      work,
    ) => {
      const { payment_behavior, proration_behavior, proration_date, expand: _, ...item } = params
      const how = { payment_behavior, proration_behavior, proration_date }
      change(ownerOf(id, work), { ...item, id }, how, work)
      return work.get('subscription_item', id)
    },
    'DELETE /v1/subscription_items/{item}': (
      { item: id = '' },
      params: Stripe.SubscriptionItemDeleteParams,
      work,
    ) => {
      const { payment_behavior, proration_behavior, proration_date } = params
      if (payment_behavior === 'pending_if_incomplete') throw notPending('deleted')
      const how = { payment_behavior, proration_behavior, proration_date }
      change(ownerOf(id, work), { id, deleted: true }, how, work)
      return { id, object: 'subscription_item', deleted: true }
    },
  },
}

function ownerOf(item: string, work: UnitOfWork): Stripe.Subscription {
  return work.get('subscription', work.get('subscription_item', item).subscription)
}

function change(
  before: Stripe.Subscription,
  item: ItemParams,
  how: { readonly [Name in keyof HowToBill]: HowToBill[Name] | undefined },
  work: UnitOfWork,
): Stripe.Subscription {
  const said = Object.fromEntries(Object.entries(how).filter(([, value]) => value !== undefined))
  return changeSubscription(before, { ...said, items: [item] }, work)
}
