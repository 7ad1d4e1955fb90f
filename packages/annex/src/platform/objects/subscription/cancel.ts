/** Ends a subscription for good. */
import type Stripe from 'stripe'
import { resourceMissing } from '../../engine/refusals/objects.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pendingItems } from '../invoice/draft.js'
import { idOf } from '../reference.js'
import { billNow } from './bill-now.js'
import { lifecycle } from './lifecycle.js'
import { dropPending } from './pending-update.js'
import { creditsFor, keepProrations } from './prorate.js'
import { lastUsageEntries } from './usage-lines.js'

type Subscription = Stripe.Subscription
type Reason = NonNullable<Stripe.Subscription.CancellationDetails['reason']>

/** `DELETE /v1/subscriptions/{id}`. */
export function cancel(
  id: string,
  params: Stripe.SubscriptionCancelParams,
  work: UnitOfWork,
): Subscription {
  const subscription = work.get('subscription', id)
  if (!mayRun(lifecycle, 'cancel', subscription)) throw goneAlready(id)
  const credits = params.prorate
    ? creditsFor(subscription, subscription.items.data, work.now, work)
    : []
  keepProrations(subscription, credits, work)
  if (!params.invoice_now && !params.prorate) dropProrations(subscription, work)
  const billed = billEnd(subscription, params, work)
  const { feedback, comment } = params.cancellation_details ?? {}
  const details = { ...(feedback && { feedback }), ...(comment && { comment }) }
  return cancelNow(work.get('subscription', id), details, work, billed)
}

/** With `invoice_now` all that waits and was used; in flexible mode what was used, in any case. */
function billEnd(
  subscription: Subscription,
  { invoice_now = false }: Stripe.SubscriptionCancelParams,
  work: UnitOfWork,
): Partial<Subscription> {
  const used = lastUsageEntries(subscription, subscription.items.data, work)
  const costs = used.some(({ line }) => line.amount !== 0)
  const isFlexible = subscription.billing_mode.type === 'flexible'
  if (!invoice_now && !(isFlexible && costs)) return {}
  return { latest_invoice: billNow(subscription, used, work).id }
}

/** Whatever the reason is, the subscription is over from now on. */
export function cancelNow(
  subscription: Subscription,
  details: Partial<NonNullable<Subscription['cancellation_details']>>,
  work: UnitOfWork,
  more: Partial<Subscription> = {},
): Subscription {
  const before = subscription.cancellation_details
  const reason: Reason = details.reason ?? 'cancellation_requested'
  const blank = { comment: null, feedback: null, feedback_option: null }
  dropPending(subscription.id, work)
  stopInvoices(subscription.id, work)
  return work.update('subscription', subscription.id, {
    canceled_at: subscription.canceled_at ?? work.now,
    cancellation_details: { ...blank, ...before, ...details, reason },
    ended_at: work.now,
    status: 'canceled',
    ...more,
  })
}

/** What is still open is not tried any more; it can be paid by hand. */
function stopInvoices(subscription: string, work: UnitOfWork): void {
  const { customer } = work.get('subscription', subscription)
  for (const status of ['draft', 'open']) {
    for (const invoice of work.list('invoice', { customer: idOf(customer), status })) {
      const parent = invoice.parent?.subscription_details?.subscription
      if (!parent || idOf(parent) !== subscription || !invoice.auto_advance) continue
      work.update('invoice', invoice.id, {
        ...{ auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null },
      })
    }
  }
}

/** Prorations that no invoice has taken up go with their subscription. */
function dropProrations({ id, customer, currency }: Subscription, work: UnitOfWork): void {
  for (const item of pendingItems(idOf(customer), currency, work)) {
    if (item.proration && item.parent?.subscription_details?.subscription === id) {
      work.remove('invoiceitem', item.id)
    }
  }
}

// Stripe no longer finds a canceled one to cancel.
function goneAlready(id: string) {
  return resourceMissing({ noun: 'subscription', id, param: 'id', inPath: true })
}
