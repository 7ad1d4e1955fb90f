/** A choice as the API is asked for it: seen first as the invoice it leads to, then made. */
import type Stripe from 'stripe'
import { idOf, idOrNull } from '../../objects/reference.js'
import type { Choice } from './choice.js'
import { ask } from '../ask.js'
import { usualMethodOf } from './holdings.js'
import type { Visit } from './visit.js'

type Subscription = Stripe.Subscription

export interface Asked {
  readonly subscription: Subscription
  readonly choice: Choice
  /** Prorations are reckoned to this second, so that what was shown is what is billed. */
  readonly at: number
}

/** The invoice that the change leads to: at once, or the next one that comes. */
export function previewOf(asked: Asked, visit: Visit): Stripe.Invoice {
  const { discounts, ...details } = changeTo(asked, visit)
  return ask(visit, {
    ...{ method: 'POST', path: '/v1/invoices/create_preview' },
    params: {
      subscription: asked.subscription.id,
      subscription_details: details,
      ...(discounts && { discounts }),
    },
  })
}

/** @throws Refusal when what is due at once could not be charged; nothing has changed then */
export function makeChange(asked: Asked, visit: Visit): Subscription {
  return update(asked, 'error_if_incomplete', visit)
}

/** The same for a card whose bank asks the payer first: nothing changes until its invoice is paid. */
export function proposeChange(asked: Asked, visit: Visit): Subscription {
  return update(asked, 'pending_if_incomplete', visit)
}

function update(asked: Asked, payment_behavior: string, visit: Visit): Subscription {
  return ask(visit, {
    ...{ method: 'POST', path: `/v1/subscriptions/${asked.subscription.id}` },
    params: { ...changeTo(asked, visit), payment_behavior },
  })
}

function changeTo({ subscription, choice, at }: Asked, { features }: Visit) {
  const { proration_behavior, billing_cycle_anchor, trial_update_behavior } =
    features.subscription_update
  const { offer, quantity, discount } = choice
  const [item] = subscription.items.data
  const endsTrial = subscription.status === 'trialing' && trial_update_behavior === 'end_trial'
  return {
    items: [{ id: item?.id ?? '', price: offer.price.id, quantity }],
    proration_behavior,
    ...(proration_behavior !== 'none' && { proration_date: at }),
    ...(billing_cycle_anchor === 'now' && { billing_cycle_anchor: { type: 'now' } }),
    ...(endsTrial && { trial_end: 'now' }),
    ...(discount && { discounts: [...kept(subscription), discount] }),
  }
}

function kept({ discounts }: Subscription): Stripe.SubscriptionUpdateParams.Discount[] {
  return discounts.map((discount) => ({ discount: idOf(discount) }))
}

/** What the invoices of a subscription are charged to, if anything. */
export function methodFor(subscription: Subscription, visit: Visit): string | null {
  return idOrNull(subscription.default_payment_method) ?? usualMethodOf(visit)
}
