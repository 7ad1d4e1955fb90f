/** Prorations: credit for time paid and not used, and the price of the time that remains. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { discountAmounts } from '../billing/discount-amounts.js'
import { periodAt, type Period } from '../billing/calendar.js'
import { remainingShare } from '../billing/proration.js'
import { inherited } from '../customer/discount.js'
import { holdings, offsFor } from '../discount/offs.js'
import { newInvoiceItem, pricingOf } from '../invoice-item/new-invoice-item.js'
import { linesOf } from '../invoice/draft.js'
import { idOf, idOrNull } from '../reference.js'
import { periodOf, rhythmOf } from './items.js'
import { priceOf, pricingFor, productName } from './lines.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem

/** One line of a proration, before it becomes an invoice item. */
export interface Proration {
  readonly item: Item
  readonly amount: number
  readonly from: number
}

/** What is given back for each of `items`, from `at` to the end of its period. */
export function creditsFor(
  subscription: Subscription,
  items: readonly Item[],
  at: number,
  work: UnitOfWork,
): readonly Proration[] {
  // Nobody has paid for a trial.
  if (subscription.status === 'trialing') return []
  return sharesOf(items, at, (item) => {
    const billed = billedFor(item, subscription, work)
    if (billed !== undefined) return { amount: -billed, over: periodOf(item) }
    return { amount: -netPrice(item, subscription, work), over: wholeOf(item, subscription) }
  })
}

/** What each of `items` costs from `at` to the end of its period, its discounts taken off. */
export function debitsFor(
  subscription: Subscription,
  items: readonly Item[],
  at: number,
  work: UnitOfWork,
): readonly Proration[] {
  return sharesOf(items, at, (item) => ({
    amount: netPrice(item, subscription, work),
    over: wholeOf(item, subscription),
  }))
}

/** As long as its price is for, also where its period is only the first or last part of that. */
function wholeOf(item: Item, { billing_cycle_anchor }: Subscription): Period {
  const end = item.current_period_end
  const whole = periodAt(billing_cycle_anchor, rhythmOf(item), end - 1)
  return { start: end - (whole.end - whole.start), end }
}

function sharesOf(
  items: readonly Item[],
  from: number,
  whole: (item: Item) => { readonly amount: number; readonly over: Period },
): readonly Proration[] {
  return items
    .filter((item) => item.current_period_end > from)
    .map((item) => {
      const { amount, over } = whole(item)
      return { item, amount: remainingShare(amount, from, over), from }
    })
}

/** What was really asked for this period: a discount may have been good for that invoice only. */
function billedFor(
  item: Item,
  { latest_invoice }: Subscription,
  work: UnitOfWork,
): number | undefined {
  const lines = linesOf(idOrNull(latest_invoice) ?? '', work).filter(
    ({ parent, period, pricing, quantity }) =>
      parent?.subscription_item_details?.subscription_item === item.id &&
      !parent.subscription_item_details.proration &&
      period.start === item.current_period_start &&
      period.end === item.current_period_end &&
      idOrNull(pricing?.price_details?.price) === item.price.id &&
      quantity === item.quantity,
  )
  const [line, ...others] = lines
  if (!line || others.length > 0) return undefined
  return (line.discount_amounts ?? []).reduce((left, { amount }) => left - amount, line.amount)
}

function netPrice(item: Item, subscription: Subscription, work: UnitOfWork): number {
  const { currency, customer, discounts } = subscription
  const amount = priceOf(item, currency, work)
  const whole = discounts.length > 0 ? discounts : inherited(work.get('customer', idOf(customer)))
  const ids = [...item.discounts, ...whole].map(idOf)
  const all = holdings(ids, { currency, at: work.now }, work)
  const [taken = []] = discountAmounts([{ amount, offs: offsFor(all, idOf(item.price.product)) }])
  return taken.reduce((left, off) => left - off.amount, amount)
}

/** Keeps them as pending items of the subscription: `invoiceitem.created`, credits first. */
export function keepProrations(
  subscription: Subscription,
  prorations: readonly Proration[],
  work: UnitOfWork,
): void {
  for (const one of prorations) work.insert('invoiceitem', itemOf(subscription, one, work))
}

function itemOf(
  subscription: Subscription,
  { item, amount, from }: Proration,
  work: UnitOfWork,
): Stripe.InvoiceItem {
  const price = pricingFor(item, subscription.currency, work)
  const unit = price.unit_amount_decimal
  return newInvoiceItem(
    {
      customer: work.get('customer', idOf(subscription.customer)),
      ...{ amount, currency: subscription.currency, quantity: item.quantity ?? 1 },
      description: describe(item, price, { amount, from }, work),
      period: { start: from, end: item.current_period_end },
      pricing: pricingOf(price, unit === null ? null : String(unit)),
      more: {
        discountable: false,
        parent: {
          subscription_details: { subscription: subscription.id, subscription_item: item.id },
          type: 'subscription_details',
        },
        proration: true,
        proration_details: { credited_items: null, discount_amounts: [] },
        tax_rates: item.tax_rates,
      },
    },
    work,
  )
}

function describe(
  item: Item,
  price: Stripe.Price,
  { amount, from }: { amount: number; from: number },
  work: UnitOfWork,
): string {
  const quantity = item.quantity ?? 1
  const what = `${quantity > 1 ? `${quantity} × ` : ''}${productName(price, work)}`
  const word = amount < 0 ? 'Unused' : 'Remaining'
  return `${word} time on ${what} after ${day(from)}`
}

/** `24 Nov 2026`, in UTC. */
function day(time: number): string {
  return DAY.format(time * 1000)
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' },
})
