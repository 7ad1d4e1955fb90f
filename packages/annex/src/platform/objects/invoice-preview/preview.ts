/** `POST /v1/invoices/create_preview`: the next invoice, seen by rehearsing what would lead to it. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { inherited } from '../customer/discount.js'
import { redeemAll } from '../discount/redeem.js'
import { compute } from '../invoice/compute.js'
import { entriesOf, pendingItems } from '../invoice/draft.js'
import { newInvoice } from '../invoice/new-invoice.js'
import { itemGiven } from '../invoice-item/given.js'
import { idOf, idOrNull } from '../reference.js'
import { cancel } from '../subscription/cancel.js'
import { firstDraft, subscriptionGiven } from '../subscription/create.js'
import { nothingUpcoming } from '../subscription/refusals.js'
import { changeSubscription } from '../subscription/update.js'
import { asPreview, shown } from './as-preview.js'
import { newestOf, nextRenewal } from './next-renewal.js'
import { ofSchedule } from './of-schedule.js'

type Invoice = Stripe.Invoice
type Params = Stripe.InvoiceCreatePreviewParams

export function preview(params: Params, work: UnitOfWork): Invoice {
  return work.rehearse(work.now, (rehearsed) => {
    const { schedule, schedule_details, subscription, subscription_details } = params
    if (schedule || schedule_details) return ofSchedule(params, rehearsed)
    if (subscription)
      return ofSubscription(
        rehearsed.get('subscription', subscription, 'subscription'),
        params,
        rehearsed,
      )
    const customer = params.customer
    if (customer === undefined) throw parameterMissing('customer')
    addItems(customer, params, rehearsed)
    return subscription_details?.items
      ? ofNew(customer, params, rehearsed)
      : ofPending(customer, params, rehearsed)
  })
}

/** With changes what those would bill at once, otherwise the next renewal. */
function ofSubscription(before: Stripe.Subscription, params: Params, work: UnitOfWork): Invoice {
  addItems(idOf(before.customer), params, work)
  const { cancel_now, ...details } = params.subscription_details ?? {}
  if (cancel_now) {
    const prorate = details.proration_behavior !== 'none'
    cancel(before.id, { prorate, invoice_now: true }, work)
    return shown(newestOf(before, work), work)
  }
  const changes = { ...changesFrom(details), ...discountsFrom(params) }
  const after =
    Object.keys(changes).length > 0
      ? changeSubscription(before, { ...changes, payment_behavior: 'default_incomplete' }, work)
      : before
  if (idOrNull(after.latest_invoice) !== idOrNull(before.latest_invoice)) {
    return shown(work.get('invoice', idOrNull(after.latest_invoice) ?? ''), work)
  }
  return nextRenewal(after, work)
}

type Details = NonNullable<Params['subscription_details']>

function changesFrom(details: Omit<Details, 'cancel_now'>): Stripe.SubscriptionUpdateParams {
  const { billing_cycle_anchor: anchor, items, proration_behavior, proration_date } = details
  const { trial_end, cancel_at, cancel_at_period_end, default_tax_rates } = details
  return {
    ...(items && { items }),
    ...(proration_behavior && { proration_behavior }),
    ...(proration_date !== undefined && { proration_date }),
    ...(trial_end !== undefined && { trial_end }),
    ...(cancel_at !== undefined && { cancel_at }),
    ...(cancel_at_period_end !== undefined && { cancel_at_period_end }),
    ...(default_tax_rates !== undefined && { default_tax_rates }),
    ...(anchor !== undefined &&
      typeof anchor !== 'number' && { billing_cycle_anchor: anchorOf(anchor) }),
  }
}

function anchorOf(anchor: unknown): Stripe.SubscriptionUpdateParams.BillingCycleAnchor {
  const type = typeof anchor === 'string' ? anchor : Reflect.get(Object(anchor), 'type')
  return { type: type === 'now' ? 'now' : 'unchanged' }
}

function discountsFrom({ discounts }: Params): Stripe.SubscriptionUpdateParams {
  return discounts === undefined ? {} : { discounts }
}

/** Items that aren't there yet have no id to be known by. */
function newOnly(given: NonNullable<Details['items']>[number]) {
  const { id: _, deleted: __, clear_usage: ___, metadata, ...item } = given
  return { ...item, ...(metadata && { metadata }) }
}

/** The first invoice of a subscription that nobody has made yet. */
function ofNew(customer: string, params: Params, work: UnitOfWork): Invoice {
  const {
    items = [],
    trial_end,
    proration_behavior,
    default_tax_rates,
  } = params.subscription_details ?? {}
  const given: Stripe.SubscriptionCreateParams = {
    customer,
    items: items.map(newOnly),
    ...(params.currency && { currency: params.currency }),
    ...(params.discounts !== undefined && { discounts: params.discounts }),
    ...(trial_end !== undefined && { trial_end }),
    ...(proration_behavior && { proration_behavior }),
    ...(default_tax_rates !== undefined && { default_tax_rates }),
  }
  const planned = work.insert('subscription', subscriptionGiven(given, work))
  return shown(firstDraft(planned, given, work), work)
}

/** What waits for an invoice, when there is no subscription. */
function ofPending(customerId: string, params: Params, work: UnitOfWork): Invoice {
  const customer = work.get('customer', customerId, 'customer')
  const currency = params.currency ?? customer.currency ?? 'usd'
  const items = pendingItems(customer.id, currency, work)
  if (items.length === 0) throw nothingUpcoming()
  const period = { start: work.now, end: work.now }
  const draft = newInvoice(
    { customer, currency, period, billing_reason: 'upcoming', auto_advance: false },
    work,
  )
  const redemption = { customer: customer.id, currency, on: { invoice: draft.id } }
  const discounted = {
    ...draft,
    discounts: redeemAll(params.discounts, redemption, work, inherited(customer)),
  }
  const { sums, lines } = compute(discounted, entriesOf(items, work), work)
  return asPreview({ ...discounted, ...sums }, lines)
}

function addItems(
  customer: string,
  { invoice_items = [], currency }: Params,
  work: UnitOfWork,
): void {
  for (const { price, price_data, unit_amount, invoiceitem, tax_rates, ...item } of invoice_items) {
    if (invoiceitem) continue
    const terms = itemGiven(
      {
        ...item,
        customer,
        ...(tax_rates && { tax_rates }),
        ...(price && { pricing: { price } }),
        ...(price_data && { price_data }),
        ...(unit_amount !== undefined && { amount: unit_amount * (item.quantity ?? 1) }),
        ...((item.currency ?? currency) && { currency: item.currency ?? currency ?? '' }),
      },
      work,
    )
    work.insert('invoiceitem', terms)
  }
}
