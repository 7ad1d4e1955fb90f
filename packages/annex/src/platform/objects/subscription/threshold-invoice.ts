/**
 * The invoice that is made before the period is over, since so much was used:
 * https://docs.stripe.com/billing/subscriptions/usage-based/thresholds.
 */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { compute } from '../invoice/compute.js'
import type { Entry } from '../invoice/entry.js'
import { bill, draftOf, type Bill } from './bill.js'
import { billedIn, noteBilled } from './billed-usage.js'
import { spendDiscounts } from './discounts.js'
import { itemList, nextEnd, periodOf } from './items.js'
import { costOf, isMetered } from './lines.js'
import { advances, renew, setAside } from './renew.js'
import { usageEntries, usageOf } from './usage-lines.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem
type Reason = Stripe.Invoice.ThresholdReason

interface Reached {
  /** What was used and not billed yet. */
  readonly used: readonly Entry[]
  readonly reason: Reason
}

const THRESHOLD = { reason: 'subscription_threshold' } as const

/** Set aside under the subscription's id: the look that is planned already. */
interface Planned {
  readonly threshold_look: boolean
}

/** News of usage came: whoever has thresholds is looked at a second later, when it counts. */
export function watchThresholds(meter: string, customer: string, work: UnitOfWork): void {
  for (const subscription of work.list('subscription', { customer })) {
    if (!hasThresholds(subscription) || !uses(meter, subscription)) continue
    if (work.aside<Planned>(subscription.id).threshold_look) continue
    work.setAside<Planned>(subscription.id, { threshold_look: true })
    work.later(work.now + 1, 'bill_threshold', subscription.id)
  }
}

function hasThresholds({ billing_thresholds, items }: Subscription): boolean {
  return billing_thresholds !== null || items.data.some((item) => item.billing_thresholds !== null)
}

function uses(meter: string, { items }: Subscription): boolean {
  return items.data.some(({ price }) => price.recurring?.meter === meter)
}

export const billThreshold: DueTask = (id, work) => {
  const subscription = work.find('subscription', id)
  if (!subscription) return
  work.setAside<Planned>(id, { threshold_look: false })
  if (!isWatched(subscription, work.now)) return
  const used = usageEntries(subscription, subscription.items.data, work)
  const reason = reasonFor(subscription, used, work)
  if (reason === undefined) return
  if (restarts(subscription)) beginAnew(subscription, { used, reason }, work)
  else billUsage(subscription, { used, reason }, work)
}

/** Not on trial; and a day before the period's end its own invoice is waited for. */
function isWatched({ status, items }: Subscription, now: number): boolean {
  const bills = status === 'active' || status === 'past_due'
  return bills && nextEnd(items.data) - now > DAY_SECONDS
}

/** Undefined while nothing is reached. Amounts count after discounts and before taxes. */
function reasonFor(
  subscription: Subscription,
  entries: readonly Entry[],
  work: UnitOfWork,
): Reason | undefined {
  const limit = subscription.billing_thresholds?.amount_gte ?? null
  const amount_gte = limit !== null && costNow(subscription, entries, work) >= limit ? limit : null
  const item_reasons = subscription.items.data.flatMap((item) => {
    const usage_gte = item.billing_thresholds?.usage_gte ?? null
    if (usage_gte === null || unbilled(item, subscription, work) < usage_gte) return []
    return [{ line_item_ids: linesOf(item, entries), usage_gte }]
  })
  if (amount_gte === null && item_reasons.length === 0) return undefined
  return { amount_gte, item_reasons }
}

function costNow(subscription: Subscription, entries: readonly Entry[], work: UnitOfWork): number {
  const { draft, entries: all } = draftOf(
    subscription,
    { ...billFor(subscription, entries, work), auto_advance: true },
    work,
  )
  const due = compute(draft, all, work).sums.total_excluding_tax ?? 0
  return (
    due +
    (restarts(subscription) ? costOf(subscription.items.data, subscription.currency, work) : 0)
  )
}

function restarts({ billing_thresholds }: Subscription): boolean {
  return billing_thresholds?.reset_billing_cycle_anchor ?? false
}

function unbilled(item: Item, subscription: Subscription, work: UnitOfWork): number {
  const period = { start: item.current_period_start, end: work.now }
  const used = usageOf(item, subscription, period, work) ?? 0
  return used - billedIn(period.start, item, work)
}

function linesOf({ id }: Item, entries: readonly Entry[]): string[] {
  const isFor = ({ line }: Entry) =>
    line.parent?.subscription_item_details?.subscription_item === id
  return entries.filter(isFor).map(({ line }) => line.id)
}

function billFor(
  { items }: Subscription,
  entries: readonly Entry[],
  work: UnitOfWork,
): Omit<Bill, 'auto_advance'> {
  const [first] = items.data
  const start = first ? periodOf(first).start : work.now
  return {
    id: work.newId('invoice'),
    ...THRESHOLD,
    period: { start, end: work.now },
    entries,
  }
}

/** As at the end of a period: the next one begins here, with what is paid ahead for it. */
function beginAnew(
  { items, ...before }: Subscription,
  { used, reason }: Reached,
  work: UnitOfWork,
): void {
  const ended = items.data.map((item) => ({ ...item, current_period_end: work.now }))
  const over = { ...before, items: itemList(before.id, ended) }
  const changes = { billing_cycle_anchor: work.now }
  renew(over, work, changes, { ...THRESHOLD, used, more: { threshold_reason: reason } })
}

/** The period runs on, and its own invoice bills what is used beyond this one. */
function billUsage(subscription: Subscription, { used, reason }: Reached, work: UnitOfWork): void {
  const what = billFor(subscription, used, work)
  for (const item of subscription.items.data.filter(isMetered)) {
    const { current_period_start: start } = item
    const quantity = usageOf(item, subscription, { start, end: work.now }, work)
    if (quantity !== undefined) noteBilled(item, { start, quantity }, work)
  }
  const after = work.update('subscription', subscription.id, { latest_invoice: what.id })
  const auto_advance = advances(after)
  const draft = bill(after, { ...what, auto_advance, more: { threshold_reason: reason } }, work)
  spendDiscounts(draft, after, work)
  setAside(draft, after, work)
}
