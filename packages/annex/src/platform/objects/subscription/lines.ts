/** What an item costs for a period, as lines of an invoice. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Period } from '../billing/calendar.js'
import { amountOf, partsBeyond, type Part } from '../billing/price-amounts.js'
import { newLine, type Entry } from '../invoice/entry.js'
import { pricingOf } from '../invoice-item/new-invoice-item.js'
import { pricingIn } from '../price/given.js'
import { idOf } from '../reference.js'

type Item = Stripe.SubscriptionItem

/** @param currency the subscription's */
export function entriesFor(
  item: Item,
  period: Period,
  currency: string,
  work: UnitOfWork,
): Entry[] {
  // What was used is billed afterwards: see `usage-lines.ts`.
  if (isMetered(item)) return []
  return entriesOfQuantity(item, item.quantity ?? 1, { period, currency }, work)
}

/** What `quantity` of the item's price costs, a line for each tier; without what was billed of it. */
export function entriesOfQuantity(
  item: Item,
  quantity: number,
  { period, currency, billed = 0 }: { period: Period; currency: string; billed?: number },
  work: UnitOfWork,
): Entry[] {
  const price = pricingFor(item, currency, work)
  return partsBeyond(price, quantity, billed).map((part) => ({
    line: newLine(
      {
        amount: part.amount,
        currency,
        description: describe(part, price, work),
        discounts: item.discounts.map(idOf),
        metadata: { ...work.find('subscription', item.subscription)?.metadata },
        parent: parentOf(item),
        period,
        pricing: pricingOf(price, part.unit_amount_decimal),
        quantity: part.quantity,
        subscription: item.subscription,
      },
      work,
    ),
    rates: item.tax_rates ?? [],
  }))
}

/** A line of its own amount: part of a period, or several at once. */
export function entryOver(
  item: Item,
  { amount, period, currency }: { amount: number; period: Period; currency: string },
  work: UnitOfWork,
): Entry {
  const price = pricingFor(item, currency, work)
  const unit = price.unit_amount_decimal
  const line = newLine(
    {
      amount,
      currency,
      description: `Time on ${item.quantity ?? 1} × ${productName(price, work)}`,
      discounts: item.discounts.map(idOf),
      parent: parentOf(item),
      period,
      pricing: pricingOf(price, unit === null ? null : String(unit)),
      quantity: item.quantity ?? null,
      subscription: item.subscription,
    },
    work,
  )
  return { line, rates: item.tax_rates ?? [] }
}

/** A whole period of the item, before discounts. */
export function priceOf(item: Item, currency: string, work: UnitOfWork): number {
  if (isMetered(item)) return 0
  const price = pricingFor(item, currency, work)
  return amountOf(price, item.quantity ?? 1)
}

/** A whole period of all of them, before discounts. */
export function costOf(items: readonly Item[], currency: string, work: UnitOfWork): number {
  return items.reduce((sum, item) => sum + priceOf(item, currency, work), 0)
}

/** Whether it is paid for by what was used, after the period. */
export function isMetered({ price }: Item): boolean {
  return price.recurring?.usage_type === 'metered'
}

/** Items show their price without tiers and other currencies; the sums need those. */
export function pricingFor(item: Item, currency: string, work: UnitOfWork): Stripe.Price {
  const whole = work.find('price', item.price.id) ?? item.price
  return pricingIn(whole, currency) ?? whole
}

function parentOf(item: Item): Stripe.InvoiceLineItem.Parent {
  const none = { invoice_item: null, proration: false, proration_details: null }
  const { subscription } = item
  return {
    invoice_item_details: null,
    subscription_item_details: { ...none, subscription, subscription_item: item.id },
    type: 'subscription_item_details',
  }
}

/** `3 × Roastery seats (at $10.00 / month)`. */
function describe(part: Part, price: Stripe.Price, work: UnitOfWork): string {
  const name = productName(price, work)
  const every = rhythmText(price.recurring)
  const tier = part.tier === undefined ? '' : `Tier ${part.tier} `
  if (part.flat) return `${name} (${tier}flat fee ${money(part.amount, price.currency)} / ${every})`
  const unit = money(Number(part.unit_amount_decimal), price.currency)
  return `${part.quantity} × ${name} (${tier}at ${unit} / ${every})`
}

function money(amount: number, currency: string): string {
  return formatMoney(amount, currency)
}

export function productName(price: Stripe.Price, work: UnitOfWork): string {
  return work.find('product', idOf(price.product))?.name ?? 'Product'
}

function rhythmText(recurring: Stripe.Price.Recurring | null): string {
  const { interval = 'month', interval_count = 1 } = recurring ?? {}
  return interval_count === 1 ? interval : `every ${interval_count} ${interval}s`
}
