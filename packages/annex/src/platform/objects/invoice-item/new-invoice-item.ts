/** An invoice item: something to bill, waiting for an invoice or put on a draft. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Period } from '../billing/calendar.js'
import { idOrNull } from '../reference.js'

type InvoiceItem = Stripe.InvoiceItem

export interface ItemTerms {
  readonly customer: Stripe.Customer
  readonly amount: number
  readonly currency: string
  readonly description: string | null
  readonly period: Period
  readonly pricing: InvoiceItem['pricing']
  readonly quantity: number
  readonly more?: Partial<InvoiceItem>
}

export function newInvoiceItem(terms: ItemTerms, work: UnitOfWork): InvoiceItem {
  const { customer, amount, currency, description, period, pricing, quantity } = terms
  return {
    id: work.newId('invoiceitem'),
    object: 'invoiceitem',
    amount,
    currency,
    customer: customer.id,
    customer_account: null,
    date: work.now,
    description,
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: work.caller.livemode,
    metadata: {},
    net_amount: amount,
    parent: null,
    period,
    pricing,
    proration: false,
    quantity,
    // What the type calls a Decimal travels as text.
    quantity_decimal: String(quantity) as unknown as Stripe.Decimal,
    tax_rates: [],
    test_clock: idOrNull(customer.test_clock),
    ...terms.more,
  }
}

/** How a price is shown on items and lines. */
export function pricingOf(price: Stripe.Price, unit: string | null): Stripe.InvoiceItem.Pricing {
  return {
    price_details: { price: price.id, product: idOrNull(price.product) ?? '' },
    type: 'price_details',
    unit_amount_decimal: unit as unknown as Stripe.Decimal | null,
  }
}
