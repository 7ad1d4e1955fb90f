/** A date in `cancel_at` that lies inside a period ends the period there, and what it costs with it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { nextStepAfter } from '../billing/calendar.js'
import { inPeriod, rhythmOf } from './items.js'
import type { Change } from './plan-change.js'
import { creditsFor, debitsFor, type Proration } from './prorate.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem
type Params = Pick<
  Stripe.SubscriptionUpdateParams,
  'cancel_at' | 'cancel_at_period_end' | 'proration_behavior'
>

/** Gives back what was paid beyond the date, or asks for it again when the date is moved or gone. */
export function endingEarly(
  before: Subscription,
  change: Change,
  { cancel_at, cancel_at_period_end, proration_behavior }: Params,
  work: UnitOfWork,
): Change {
  const isSaid = cancel_at !== undefined || cancel_at_period_end !== undefined
  if (!isSaid || proration_behavior === 'none' || before.status === 'trialing') return change
  const subscription = { ...before, ...change.timing }
  const items = change.items.map((item) => {
    const end = naturalEnd(item, subscription)
    const isDate = typeof cancel_at === 'number' && !cancel_at_period_end
    return endingBy(item, isDate ? Math.min(end, cancel_at) : end)
  })
  const more = change.items.flatMap((item, index): readonly Proration[] => {
    const [was, is] = [item.current_period_end, items[index]?.current_period_end ?? 0]
    if (is < was) return creditsFor(subscription, [item], is, work)
    return debitsFor(subscription, [endingBy(item, is)], was, work)
  })
  const prorations = [...change.prorations, ...more.filter(({ amount }) => amount !== 0)]
  const bills = proration_behavior === 'always_invoice' && prorations.length > 0
  return { ...change, items, prorations, bills: change.bills || bills }
}

function naturalEnd(item: Item, { billing_cycle_anchor }: Subscription): number {
  return nextStepAfter(billing_cycle_anchor, rhythmOf(item), item.current_period_start)
}

function endingBy(item: Item, end: number): Item {
  return inPeriod(item, { start: item.current_period_start, end })
}
