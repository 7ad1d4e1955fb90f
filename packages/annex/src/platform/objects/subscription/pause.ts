/** Pauses a subscription, so that nothing is billed, and lets it go on later. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { periodAt } from '../billing/calendar.js'
import { billNow } from './bill-now.js'
import { entriesForPeriod } from './bill.js'
import { planRenewal } from './plan-tasks.js'
import { inPeriod, itemList, keepItems, periodOf, rhythmOf } from './items.js'
import { creditsFor, keepProrations, type Proration } from './prorate.js'
import { keepUsage } from './usage-lines.js'

type Subscription = Stripe.Subscription

/** What was used is billed, and what was paid ahead given back, until now unless it says otherwise. */
export function pause(
  subscription: Subscription,
  { bill_for, invoicing_behavior }: Stripe.SubscriptionPauseParams,
  work: UnitOfWork,
): Subscription {
  const { id } = subscription
  const items = subscription.items.data
  if (bill_for?.outstanding_usage_through?.type !== 'none') {
    keepUsage(subscription, { used: items, after: [] }, work)
  }
  keepProrations(subscription, unusedTime(subscription, bill_for, work), work)
  const invoice = invoicing_behavior === 'invoice' ? work.newId('invoice') : undefined
  const paused = work.update('subscription', id, {
    status: 'paused',
    ...(invoice !== undefined && { latest_invoice: invoice }),
  })
  if (invoice !== undefined) billNow(paused, [], work, { id: invoice })
  return work.get('subscription', id)
}

function unusedTime(
  subscription: Subscription,
  bill_for: Stripe.SubscriptionPauseParams.BillFor | undefined,
  work: UnitOfWork,
): readonly Proration[] {
  const from = bill_for?.unused_time_from?.type ?? 'now'
  if (from === 'none') return []
  return subscription.items.data.flatMap((item) => {
    const at = from === 'now' ? work.now : item.current_period_start
    return creditsFor(subscription, [item], at, work).filter(({ amount }) => amount !== 0)
  })
}

/** Bills again: from now on, or keeping the old anchor when asked to. */
export function resume(
  before: Subscription,
  params: Stripe.SubscriptionResumeParams,
  work: UnitOfWork,
): Subscription {
  const keeps = params.billing_cycle_anchor?.type === 'unchanged'
  const anchor = keeps ? before.billing_cycle_anchor : work.now
  const items = before.items.data.map((item) =>
    inPeriod(item, { ...periodAt(anchor, rhythmOf(item), work.now), start: work.now }),
  )
  keepItems(items, before.items.data, work)
  const id = work.newId('invoice')
  const after = work.update('subscription', before.id, {
    billing_cycle_anchor: anchor,
    items: itemList(before.id, items),
    latest_invoice: id,
    status: 'active',
  })
  planRenewal(after, work)
  const entries = items.flatMap((item) => entriesForPeriod(item, periodOf(item), after, work))
  billNow(after, entries, work, { id })
  return work.get('subscription', before.id)
}
