/** The next period begins: its invoice, a draft for an hour, and when it ends in turn. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { nextStepAfter } from '../billing/calendar.js'
import { HOUR_SECONDS } from '../billing/durations.js'
import { markUncollectible, voidInvoice } from '../invoice/end.js'
import { finalize } from '../invoice/finalize.js'
import { idOrNull } from '../reference.js'
import { addInvoiceItems } from './add-invoice-items.js'
import type { Entry } from '../invoice/entry.js'
import { bill, entriesForPeriod, type Bill } from './bill.js'
import { spendDiscounts } from './discounts.js'
import { itemsAfter } from './items-after.js'
import { inPeriod, itemList, keepItems, periodOf, placeOf, rhythmOf } from './items.js'
import { planRenewal } from './plan-tasks.js'
import { sharesRhythm } from './plan-change.js'
import { usageEntries } from './usage-lines.js'
import { settingsAfter, type UpdateParams } from './update.js'

type Subscription = Stripe.Subscription
type Changes = Omit<Partial<Subscription>, 'items'> & {
  readonly items?: readonly Stripe.SubscriptionItem[]
}

/**
 * Changes a subscription at the very end of its period: there is nothing to prorate, and the one
 * invoice of the period to come is all of it.
 */
export function renewAs(before: Subscription, params: UpdateParams, work: UnitOfWork): void {
  addInvoiceItems(params, placeOf(before), work)
  const items = itemsAfter(before, params, work)
  const restarts =
    params.billing_cycle_anchor?.type === 'now' || !sharesRhythm(before.items.data, items)
  renew(before, work, {
    ...settingsAfter(before, params, work),
    ...(restarts && { billing_cycle_anchor: work.now }),
    items,
  })
}

/** What another invoice than the usual one says: why it is made, and what was used. */
export interface Occasion extends Pick<Bill, 'reason' | 'more'> {
  readonly used: readonly Entry[]
}

/** @param changes what the subscription is from this period on; new items stand in an empty one */
export function renew(
  before: Subscription,
  work: UnitOfWork,
  changes: Changes = {},
  occasion?: Occasion,
): void {
  const { items: current = before.items.data, ...settings } = changes
  const anchor = settings.billing_cycle_anchor ?? before.billing_cycle_anchor
  const ended = current.filter((item) => item.current_period_end <= work.now)
  const items = current.map((item) => {
    if (!ended.includes(item)) return item
    const start = item.current_period_end
    const end = nextStepAfter(anchor, rhythmOf(item), start)
    return inPeriod(item, { start, end: Math.min(end, before.cancel_at ?? end) })
  })
  keepItems(items, before.items.data, work)
  const subscription = work.update('subscription', before.id, {
    ...settings,
    items: itemList(before.id, items),
    latest_invoice: work.newId('invoice'),
    ...(before.status === 'trialing' && { status: 'active' }),
  })
  const renewed = items.filter((item) => ended.some(({ id }) => id === item.id))
  const over = before.items.data.filter((item) => item.current_period_end <= work.now)
  const [first] = over
  const draft = bill(
    subscription,
    {
      id: idOrNull(subscription.latest_invoice) ?? '',
      reason: occasion?.reason ?? 'subscription_cycle',
      ...(occasion?.more && { more: occasion.more }),
      period: first ? periodOf(first) : { start: work.now, end: work.now },
      entries: [
        ...(occasion?.used ?? usageEntries(before, over, work)),
        ...renewed.flatMap((item) => entriesForPeriod(item, periodOf(item), subscription, work)),
      ],
      auto_advance: advances(subscription),
    },
    work,
  )
  spendDiscounts(draft, subscription, work)
  setAside(draft, subscription, work)
  planRenewal(subscription, work)
}

export function advances({ status, pause_collection }: Subscription): boolean {
  return status !== 'unpaid' && pause_collection === null
}

/** With collection paused the invoice is made all the same, and put where it was asked to go. */
export function setAside(
  draft: Stripe.Invoice,
  { pause_collection }: Subscription,
  work: UnitOfWork,
): void {
  if (draft.auto_advance) return work.later(work.now + HOUR_SECONDS, 'finalize_invoice', draft.id)
  if (pause_collection?.behavior === 'void') voidOrKeep(draft, voidInvoice, work)
  if (pause_collection?.behavior === 'mark_uncollectible')
    voidOrKeep(draft, markUncollectible, work)
}

function voidOrKeep(draft: Stripe.Invoice, end: typeof voidInvoice, work: UnitOfWork): void {
  const final = finalize(draft, work)
  if (final.status === 'open') end(final, work)
}
