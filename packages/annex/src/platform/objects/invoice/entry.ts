/** A line of an invoice together with what isn't shown on it but decides what it costs. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'

export interface Entry {
  readonly line: Stripe.InvoiceLineItem
  /** Its own tax rates; empty for the invoice's default ones. */
  readonly rates: readonly Stripe.TaxRate[]
}

/** What a line is made of; everything computed later is left out. */
export type LineTerms = Pick<
  Stripe.InvoiceLineItem,
  'amount' | 'currency' | 'description' | 'parent' | 'period' | 'pricing' | 'quantity'
> &
  Partial<Pick<Stripe.InvoiceLineItem, 'discountable' | 'discounts' | 'metadata' | 'subscription'>>

export function newLine(terms: LineTerms, work: UnitOfWork): Stripe.InvoiceLineItem {
  return {
    id: work.newId('line_item'),
    object: 'line_item',
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: work.caller.livemode,
    metadata: {},
    pretax_credit_amounts: [],
    quantity_decimal: decimalQuantity(terms.quantity),
    subscription: null,
    subtotal: terms.amount,
    taxes: [],
    ...terms,
  }
}

/** What the type calls a Decimal travels as text. */
function decimalQuantity(quantity: number | null): Stripe.InvoiceLineItem['quantity_decimal'] {
  return quantity === null ? null : (String(quantity) as unknown as Stripe.Decimal)
}

/** The line of an invoice item, on whatever invoice it comes to stand. */
export function entryOf(item: Stripe.InvoiceItem, work: UnitOfWork): Entry {
  const line = newLine(
    {
      amount: item.amount,
      currency: item.currency,
      description: item.description,
      discountable: item.discountable,
      discounts: (item.discounts ?? []).map(idOf),
      metadata: item.metadata ?? {},
      parent: parentOf(item),
      period: item.period,
      pricing: item.pricing,
      quantity: item.quantity,
      subscription: item.parent?.subscription_details?.subscription ?? null,
    },
    work,
  )
  return { line, rates: item.tax_rates ?? [] }
}

function parentOf(item: Stripe.InvoiceItem): Stripe.InvoiceLineItem.Parent {
  const { subscription = null, subscription_item } = item.parent?.subscription_details ?? {}
  const proration = { proration: item.proration, proration_details: detailsOf(item) }
  if (subscription_item === undefined) {
    const details = { invoice_item: item.id, subscription, ...proration }
    return {
      invoice_item_details: details,
      subscription_item_details: null,
      type: 'invoice_item_details',
    }
  }
  const details = { invoice_item: item.id, subscription, subscription_item, ...proration }
  return {
    invoice_item_details: null,
    subscription_item_details: details,
    type: 'subscription_item_details',
  }
}

function detailsOf({ proration }: Stripe.InvoiceItem) {
  return proration ? { credited_items: null } : null
}

/** The invoice item behind a line, if it came from one. */
export function itemBehind({ parent }: Stripe.InvoiceLineItem): string | null {
  const details = parent?.invoice_item_details ?? parent?.subscription_item_details
  return details?.invoice_item ?? null
}
