/** `pending_if_incomplete`: a change that waits until the invoice for it is paid. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { HOUR_SECONDS } from '../billing/durations.js'
import { voidInvoice } from '../invoice/end.js'
import { idOf, idOrNull } from '../reference.js'
import { billNow } from './bill-now.js'
import { spendDiscounts } from './discounts.js'
import { itemList, keepItems, nextEnd } from './items.js'
import type { Change } from './plan-change.js'
import { planTasks } from './plan-tasks.js'
import { keepProrations } from './prorate.js'
import { notPending, pendingIsCharged } from './refusals.js'
import { countsSame, keepUsage } from './usage-lines.js'

type Subscription = Stripe.Subscription
type Pending = Stripe.Subscription.PendingUpdate

const WAITS_SECONDS = 23 * HOUR_SECONDS

/** https://docs.stripe.com/billing/subscriptions/pending-updates-reference */
const SUPPORTED = new Set([
  ...['expand', 'payment_behavior', 'proration_behavior', 'proration_date', 'off_session'],
  ...['billing_cycle_anchor', 'items', 'trial_end', 'trial_from_plan', 'add_invoice_items'],
  ...['cancel_at_period_end', 'discounts', 'metadata'],
])

/** @throws Refusal for whatever cannot wait */
export function checkPending({ collection_method }: Subscription, params: object): void {
  if (collection_method === 'send_invoice') throw pendingIsCharged()
  const other = Object.keys(params).find((name) => !SUPPORTED.has(name))
  if (other !== undefined) throw notPending(other)
}

/** What is to become of the subscription once the invoice is paid. */
export interface Proposal {
  readonly settings: Partial<Subscription>
  readonly change: Change
  readonly params: Pick<
    Stripe.SubscriptionUpdateParams,
    'cancel_at_period_end' | 'discounts' | 'metadata' | 'off_session'
  >
}

/** Bills the change, and makes it only if that is paid at once. */
export function propose(before: Subscription, proposal: Proposal, work: UnitOfWork): Subscription {
  const { settings, change, params } = proposal
  const id = work.newId('invoice')
  const items = itemList(before.id, change.items)
  const after = { ...before, ...settings, ...change.timing, items }
  keepProrations(after, change.prorations, work)
  const how = { id, offSession: params.off_session ?? false }
  const invoice = billNow(after, change.entries(after), work, how)
  const pending = pendingOf(before, proposal, work)
  if (invoice.status === 'paid') return make(pending, before, invoice, work)
  work.later(pending.expires_at, 'expire_pending_update', before.id)
  return work.update('subscription', before.id, { latest_invoice: id, pending_update: pending })
}

function pendingOf(
  { items }: Subscription,
  { settings, change, params }: Proposal,
  work: UnitOfWork,
): Pending {
  const { timing } = change
  return {
    billing_cycle_anchor: timing.billing_cycle_anchor ?? null,
    cancel_at_period_end: params.cancel_at_period_end ?? null,
    discount: null,
    discounts: params.discounts === undefined ? null : (settings.discounts ?? []),
    expires_at: Math.min(work.now + WAITS_SECONDS, nextEnd(items.data)),
    metadata: params.metadata === undefined ? null : (settings.metadata ?? {}),
    subscription_items: [...change.items],
    trial_end: timing.trial_end ?? null,
    trial_from_plan: null,
  }
}

function make(
  pending: Pending,
  before: Subscription,
  invoice: Stripe.Invoice,
  work: UnitOfWork,
): Subscription {
  const { billing_cycle_anchor: anchor, cancel_at_period_end, discounts, metadata } = pending
  const items = pending.subscription_items ?? before.items.data
  const goesOn = (one: Stripe.SubscriptionItem) => items.some((item) => countsSame(item, one))
  const used = before.items.data.filter((item) => anchor !== null || !goesOn(item))
  keepUsage(before, { used, after: items }, work)
  keepItems(items, before.items.data, work)
  const ends = { cancel_at: nextEnd(items), cancel_at_period_end: true, canceled_at: work.now }
  const after = work.update('subscription', before.id, {
    items: itemList(before.id, items),
    latest_invoice: invoice.id,
    pending_update: null,
    ...(anchor !== null && { billing_cycle_anchor: anchor }),
    ...(cancel_at_period_end && ends),
    ...(discounts && { discounts: discounts.map(idOf) }),
    ...(metadata && { metadata }),
    ...(pending.trial_end !== null && { trial_end: pending.trial_end, status: 'active' }),
  })
  planTasks(after, work)
  spendDiscounts(invoice, after, work)
  return work.get('subscription', before.id)
}

/** `invoice.paid`: what waited for it is made. */
export function applyPending(invoiceId: string, work: UnitOfWork): void {
  const { subscription, invoice } = waitingFor(invoiceId, work) ?? {}
  const pending = subscription?.pending_update
  if (subscription && invoice && pending) make(pending, subscription, invoice, work)
}

/** `invoice.voided`, `invoice.marked_uncollectible`: it won't be. */
export function forgetPending(invoiceId: string, work: UnitOfWork): void {
  const waiting = waitingFor(invoiceId, work)
  if (waiting) work.update('subscription', waiting.subscription.id, { pending_update: null })
}

/** Whether an invoice is only the price of a change that waits: the subscription is as it was. */
export function isForPending(invoiceId: string, { latest_invoice, pending_update }: Subscription) {
  return pending_update !== null && idOrNull(latest_invoice) === invoiceId
}

/** Nobody waits for the change any more: its invoice is void, and the change is forgotten with it. */
export function dropPending(id: string, work: UnitOfWork): Subscription {
  const { pending_update, latest_invoice } = work.get('subscription', id)
  const invoice = pending_update && work.find('invoice', idOrNull(latest_invoice) ?? '')
  if (invoice?.status === 'open') voidInvoice(invoice, work)
  return work.get('subscription', id)
}

export const expirePendingUpdate: DueTask = (id, work) => {
  const pending = work.find('subscription', id)?.pending_update
  if (pending && pending.expires_at <= work.now) dropPending(id, work)
}

function waitingFor(invoiceId: string, work: UnitOfWork) {
  const invoice = work.find('invoice', invoiceId)
  const id = idOrNull(invoice?.parent?.subscription_details?.subscription)
  const subscription = id === null ? undefined : work.find('subscription', id)
  if (!invoice || !subscription || !isForPending(invoiceId, subscription)) return undefined
  return { invoice, subscription }
}
