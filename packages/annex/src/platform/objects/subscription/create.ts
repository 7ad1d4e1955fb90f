/** Begins a subscription: its first invoice, and what becomes of it when that isn't paid at once. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { stepFrom, type Period } from '../billing/calendar.js'
import { HOUR_SECONDS } from '../billing/durations.js'
import { remainingShare } from '../billing/proration.js'
import { customerOf } from '../customer/of.js'
import { collect, methodFor } from '../invoice/collect.js'
import { compute } from '../invoice/compute.js'
import type { Entry } from '../invoice/entry.js'
import { newLine } from '../invoice/entry.js'
import { finalize } from '../invoice/finalize.js'
import { noMethod } from '../invoice/refusals.js'
import { pricingIn, type PriceGiven } from '../price/given.js'
import { idOrNull } from '../reference.js'
import { addInvoiceItems } from './add-invoice-items.js'
import { bill, draftOf, entriesForPeriod, type Bill } from './bill.js'
import { spendDiscounts } from './discounts.js'
import { inPeriod, keepItems, newItem, periodOf, rhythmOf } from './items.js'
import { costOf, entryOver, priceOf, productName } from './lines.js'
import { checkAboveCost } from './thresholds.js'
import { newSubscription } from './new-subscription.js'
import { planTasks, planTrialNotice } from './plan-tasks.js'
import { incompleteBecause } from './refusals.js'
import { firstPeriod, startOf, type Start } from './start.js'

type Subscription = Stripe.Subscription
type CreateParams = Omit<Stripe.SubscriptionCreateParams, 'add_invoice_items'> & {
  add_invoice_items?: AddedItem[]
  /** It is looked over for an hour before it is collected; the subscription lives meanwhile. */
  first_invoice?: 'draft'
}
type AddedItem = Stripe.SubscriptionCreateParams.AddInvoiceItem & Pick<PriceGiven, 'agreed'>

/** A first invoice may wait so long to be paid. */
const INCOMPLETE_SECONDS = 23 * HOUR_SECONDS

/** What a schedule has decided about the subscription it makes. */
export interface Led {
  readonly id: string
  readonly schedule: string
  readonly start: Start
}

/** The subscription with the id of its first invoice, neither kept yet. */
export function subscriptionGiven(params: CreateParams, work: UnitOfWork, led?: Led): Subscription {
  const customer = customerOf(params.customer ?? '', work)
  const id = led?.id ?? work.newId('subscription')
  const currency = currencyOf(params, customer, work)
  const place = { subscription: id, customer: customer.id, currency }
  const made = (params.items ?? []).map((item, index) => {
    return newItem(item, place, work, `items[${index}]`)
  })
  const start = led?.start ?? startOf(params, made, work)
  const items = made.map((item) => {
    const { end, ...period } = firstPeriod(item, start, work.now)
    return inPeriod(item, { ...period, end: Math.min(end, endingInside(params, start)) })
  })
  addInvoiceItems(params, place, work)
  if (!customer.currency) work.update('customer', customer.id, { currency })
  const fresh = newSubscription({ id, customer, currency, items, start }, params, work)
  const schedule = led?.schedule ?? null
  checkAboveCost(fresh, costOf(items, currency, work))
  const planned = { ...fresh, latest_invoice: work.newId('invoice'), schedule }
  return { ...planned, status: firstStatus(planned, params, work) }
}

/** A date that the subscription is to end at ends its first period too, unless that is on trial. */
function endingInside(
  { cancel_at, proration_behavior }: CreateParams,
  { trialEnd }: Start,
): number {
  const counts = trialEnd === null && proration_behavior !== 'none'
  return counts && typeof cancel_at === 'number' ? cancel_at : Infinity
}

/** The price's own, unless it is also sold in what the customer pays with. */
function currencyOf(params: CreateParams, customer: Stripe.Customer, work: UnitOfWork): string {
  if (params.currency) return params.currency
  const [first] = params.items ?? []
  const price = work.find('price', first?.price ?? first?.plan ?? '')
  const usual = customer.currency
  if (price && usual && pricingIn(price, usual)) return usual
  return price?.currency ?? first?.price_data?.currency ?? usual ?? 'usd'
}

function firstStatus(planned: Subscription, params: CreateParams, work: UnitOfWork) {
  if (staysDraft(planned, params)) return planned.trial_end === null ? 'active' : 'trialing'
  const { draft, entries } = draftOf(planned, firstBill(planned, params, work), work)
  if (compute(draft, entries, work).sums.amount_due > 0) return 'incomplete'
  return planned.trial_end === null ? 'active' : 'trialing'
}

function staysDraft({ collection_method }: Subscription, { first_invoice }: CreateParams): boolean {
  return collection_method === 'send_invoice' || first_invoice === 'draft'
}

function firstBill(subscription: Subscription, params: CreateParams, work: UnitOfWork): Bill {
  const entries = subscription.items.data.flatMap((item) => [
    ...backdated(item, subscription, work),
    ...(subscription.trial_end === null
      ? firstEntries(item, subscription, params, work)
      : [trialEntry(item, subscription, work)]),
  ])
  return {
    id: idOrNull(subscription.latest_invoice) ?? '',
    reason: 'subscription_create',
    period: { start: work.now, end: work.now },
    entries,
    auto_advance: true,
  }
}

/** Up to an anchor that is still to come, only a share; nothing with `proration_behavior=none`. */
function firstEntries(
  item: Stripe.SubscriptionItem,
  subscription: Subscription,
  { proration_behavior }: CreateParams,
  work: UnitOfWork,
): readonly Entry[] {
  const isStub = subscription.billing_cycle_anchor > work.now
  if (isStub && proration_behavior === 'none') return []
  return entriesForPeriod(item, periodOf(item), subscription, work)
}

function trialEntry(
  item: Stripe.SubscriptionItem,
  { currency }: Subscription,
  work: UnitOfWork,
): Entry {
  const entry = entryOver(item, { amount: 0, period: periodOf(item), currency }, work)
  const description = `Trial period for ${productName(item.price, work)}`
  return { ...entry, line: newLine({ ...entry.line, description }, work) }
}

/** From the backdated start until now: whole periods, and a share of the last. */
function backdated(
  item: Stripe.SubscriptionItem,
  { start_date, currency }: Subscription,
  work: UnitOfWork,
): readonly Entry[] {
  if (start_date >= work.now) return []
  const price = priceOf(item, currency, work)
  const rhythm = rhythmOf(item)
  let whole = 0
  while (stepFrom(start_date, rhythm, whole + 1) <= work.now) whole += 1
  const last: Period = {
    start: stepFrom(start_date, rhythm, whole),
    end: stepFrom(start_date, rhythm, whole + 1),
  }
  const amount = price * whole + price - remainingShare(price, work.now, last)
  return [entryOver(item, { amount, period: { start: start_date, end: work.now }, currency }, work)]
}

/** Keeps the items and the draft of the first invoice. */
export function firstDraft(
  subscription: Subscription,
  params: CreateParams,
  work: UnitOfWork,
): Stripe.Invoice {
  keepItems(subscription.items.data, [], work)
  return bill(subscription, firstBill(subscription, params, work), work)
}

/** What follows the insertion: the invoice, its payment, and what falls due. */
export function begin(
  subscription: Subscription,
  params: CreateParams,
  work: UnitOfWork,
): Subscription {
  const draft = firstDraft(subscription, params, work)
  spendDiscounts(draft, subscription, work)
  planAhead(subscription, work)
  if (staysDraft(subscription, params)) {
    work.later(work.now + HOUR_SECONDS, 'finalize_invoice', draft.id)
  } else payFirst(finalize(draft, work), params, work)
  return work.get('subscription', subscription.id)
}

function payFirst(invoice: Stripe.Invoice, params: CreateParams, work: UnitOfWork): void {
  if (invoice.status !== 'open') return
  const { payment_behavior = 'allow_incomplete', off_session = false } = params
  if (payment_behavior === 'default_incomplete') return
  if (methodFor(invoice, work) === null) throw noMethod()
  const { invoice: tried, refusal } = collect(invoice, { offSession: off_session }, work)
  if (payment_behavior !== 'error_if_incomplete' || tried.status === 'paid') return
  throw incompleteBecause(refusal)
}

function planAhead(subscription: Subscription, work: UnitOfWork): void {
  const { id, status } = subscription
  planTasks(subscription, work)
  if (status === 'incomplete') work.later(work.now + INCOMPLETE_SECONDS, 'expire_subscription', id)
  planTrialNotice(subscription, work)
}
