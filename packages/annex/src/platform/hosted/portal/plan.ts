/** A subscription in the words of whoever pays for it. */
import type Stripe from 'stripe'
import { dayOf } from '../../../web/time-words.js'
import { Refusal } from '../../engine/errors.js'
import { idOf, idOrNull } from '../../objects/reference.js'
import { pausedUntil } from '../../objects/subscription/paused-until.js'
import { money } from '../bill/words.js'
import { priceWords } from '../price-words.js'
import { askFor } from '../ask.js'
import { usualMethodOf } from './holdings.js'
import { methodWords } from '../method-words.js'
import type { Visit } from './visit.js'

type Subscription = Stripe.Subscription

export interface Plan {
  readonly subscription: Subscription
  /** One line for each thing in it. */
  readonly parts: readonly { readonly name: string; readonly costs: string }[]
  /** What happens next, and when. */
  readonly next: string
  /** `Visa •••• 4242`, which it will be charged to. */
  readonly method: string | undefined
}

export function planOf(subscription: Subscription, visit: Visit): Plan {
  return {
    subscription,
    parts: subscription.items.data.map((item) => ({
      name: withQuantity(productName(item.price, visit), item.quantity),
      costs: priceWords(item.price, item.quantity),
    })),
    next: nextWords(subscription, visit),
    method: methodOf(subscription, visit),
  }
}

export function productName(price: Stripe.Price, { work }: Visit): string {
  return work.find('product', idOf(price.product))?.name ?? price.nickname ?? 'Plan'
}

export function planName({ items }: Subscription, visit: Visit): string {
  const [first, ...rest] = items.data
  if (!first) return 'your plan'
  const name = productName(first.price, visit)
  return rest.length === 0 ? name : `${name} and ${rest.length} more`
}

function withQuantity(name: string, quantity = 1): string {
  return quantity === 1 ? name : `${name} × ${quantity}`
}

function nextWords(subscription: Subscription, visit: Visit): string {
  const { status, cancel_at, pause_collection } = subscription
  if (cancel_at !== null) return `Ends on ${dayOf(cancel_at)}. Nothing is charged after that.`
  if (subscription.pending_update) return 'A change of this plan waits until its invoice is paid.'
  if (pause_collection) return 'Payments are paused for now.'
  if (status === 'paused') return pauseWords(subscription, visit)
  if (status === 'incomplete') return 'Waiting for its first payment.'
  const upcoming = askFor<Stripe.Invoice>(visit, {
    ...{ method: 'POST', path: '/v1/invoices/create_preview' },
    params: { subscription: subscription.id },
  })
  if (upcoming instanceof Refusal) return 'No payment is planned.'
  const amount = money(upcoming.amount_due, upcoming.currency)
  const day = dayOf(upcoming.created)
  if (status === 'trialing') return `Free until ${day}. Then ${amount} is due.`
  return `Next payment: ${amount} on ${day}.`
}

/** Paused by its customer, or because a trial ended with nothing to pay with. */
function pauseWords({ id }: Subscription, { work, features }: Visit): string {
  const until = pausedUntil(id, work)
  if (until !== null) return `Paused until ${dayOf(until)}. Nothing is charged before that.`
  return features.subscription_pause.enabled
    ? 'Paused. Nothing is charged until it goes on.'
    : 'Paused. Add a payment method to go on.'
}

function methodOf(subscription: Subscription, visit: Visit): string | undefined {
  if (subscription.collection_method === 'send_invoice') return undefined
  const id = idOrNull(subscription.default_payment_method) ?? usualMethodOf(visit)
  const method = id === null ? undefined : visit.work.find('payment_method', id)
  return method && methodWords(method)
}
