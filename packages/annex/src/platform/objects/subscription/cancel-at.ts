/** When a subscription is to end: at its period's end, or at a date. */
import type Stripe from 'stripe'
import { nextEnd } from './items.js'
import { notInTheFuture } from './refusals.js'

type Ends = Pick<Stripe.Subscription, 'cancel_at' | 'cancel_at_period_end' | 'canceled_at'>

interface Params {
  readonly cancel_at?: Stripe.Emptyable<number | Stripe.SubscriptionUpdateParams.CancelAt>
  readonly cancel_at_period_end?: boolean
}

const NEVER: Ends = { cancel_at: null, cancel_at_period_end: false, canceled_at: null }

/** @param items with the periods they have by then */
export function cancelAtOf(
  { cancel_at, cancel_at_period_end }: Params,
  items: readonly Stripe.SubscriptionItem[],
  now: number,
): Ends {
  if (cancel_at_period_end) {
    return { cancel_at: nextEnd(items), cancel_at_period_end: true, canceled_at: now }
  }
  if (typeof cancel_at === 'number') {
    if (cancel_at <= now) throw notInTheFuture('cancel_at')
    return { cancel_at, cancel_at_period_end: false, canceled_at: now }
  }
  if (!cancel_at) return NEVER
  const ends = items.map((item) => item.current_period_end)
  const at = cancel_at === 'min_period_end' ? Math.min(...ends) : Math.max(...ends)
  return { cancel_at: at, cancel_at_period_end: false, canceled_at: now }
}
