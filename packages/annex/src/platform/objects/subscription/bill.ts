/** Invoices of a subscription: which lines stand on them, and how they are collected. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { periodAt, type Period } from '../billing/calendar.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { remainingShare } from '../billing/proration.js'
import { inherited } from '../customer/discount.js'
import { entriesOf, keepDraft, pendingItems } from '../invoice/draft.js'
import type { Entry } from '../invoice/entry.js'
import { newInvoice } from '../invoice/new-invoice.js'
import { paymentSettings } from '../invoice/payment-settings.js'
import { idOf } from '../reference.js'
import { rhythmOf } from './items.js'
import { entriesFor, entryOver, priceOf } from './lines.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem

export interface Bill {
  /** Known beforehand, so that the subscription can name it in its own event. */
  readonly id: string
  readonly reason: Stripe.Invoice.BillingReason
  /** What the invoice looks back on; the lines have the time to come. */
  readonly period: Period
  readonly entries: readonly Entry[]
  readonly auto_advance: boolean
  /** Fields that only some of them have. */
  readonly more?: Partial<Stripe.Invoice>
}

/** An unkept draft with everything that goes onto it; for previews, and to know what will be due. */
export function draftOf(subscription: Subscription, bill: Bill, work: UnitOfWork) {
  const customer = work.get('customer', idOf(subscription.customer))
  const waiting = pendingItems(customer.id, subscription.currency, work).filter((item) =>
    isFor(item, subscription.id),
  )
  const draft = newInvoice(
    {
      ...{ customer, currency: subscription.currency, period: bill.period },
      ...{ billing_reason: bill.reason, auto_advance: bill.auto_advance, id: bill.id },
      more: { ...termsOf(subscription, customer, work), ...bill.more },
    },
    work,
  )
  return { draft, entries: [...entriesOf(waiting, work), ...bill.entries] }
}

/** Keeps the draft: `invoice.created`. */
export function bill(subscription: Subscription, what: Bill, work: UnitOfWork): Stripe.Invoice {
  const { draft, entries } = draftOf(subscription, what, work)
  return keepDraft(draft, entries, work)
}

function isFor({ parent }: Stripe.InvoiceItem, subscription: string): boolean {
  const meant = parent?.subscription_details?.subscription
  return meant === undefined || meant === subscription
}

function termsOf(
  subscription: Subscription,
  customer: Stripe.Customer,
  work: UnitOfWork,
): Partial<Stripe.Invoice> {
  const { collection_method, days_until_due, discounts, invoice_settings } = subscription
  const sends = collection_method === 'send_invoice'
  return {
    application: subscription.application,
    collection_method,
    default_tax_rates: subscription.default_tax_rates ?? [],
    description: subscription.description,
    discounts: discounts.length > 0 ? discounts.map(idOf) : inherited(customer),
    due_date: sends ? work.now + (days_until_due ?? 0) * DAY_SECONDS : null,
    ...(invoice_settings.footer !== null && { footer: invoice_settings.footer }),
    on_behalf_of: subscription.on_behalf_of,
    payment_settings: {
      ...paymentSettings(undefined),
      payment_method_types: subscription.payment_settings?.payment_method_types ?? null,
    },
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
  }
}

/**
 * The lines of an item for `period`. A period that doesn't begin or end at a step of the anchor is
 * only a part of one, and costs its share of the whole.
 */
export function entriesForPeriod(
  item: Item,
  period: Period,
  { billing_cycle_anchor, currency }: Subscription,
  work: UnitOfWork,
): readonly Entry[] {
  const whole = periodAt(billing_cycle_anchor, rhythmOf(item), period.end - 1)
  const isWhole = whole.start === period.start && whole.end === period.end
  if (isWhole) return entriesFor(item, period, currency, work)
  const length = period.end - period.start
  const amount = remainingShare(priceOf(item, currency, work), whole.end - length, whole)
  return [entryOver(item, { amount, period, currency }, work)]
}
