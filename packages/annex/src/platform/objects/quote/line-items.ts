/** What a quote offers, as lists show it: the lines on it, and those of the first invoice. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf, type PageParams } from '../page.js'
import { withoutIncludable } from '../price/includable.js'
import { idOf } from '../reference.js'
import { pricedLines, totalOf, type Priced, type View } from './amounts.js'
import type { Kept } from './kept.js'

export function lineItems(
  quote: Kept,
  view: View,
  page: PageParams,
  work: UnitOfWork,
): Stripe.ApiList<Stripe.LineItem> {
  const all = pricedLines(quote, view, work).map((one) => lineItem(one, quote, work))
  const name = view === 'upfront' ? 'computed_upfront_line_items' : 'line_items'
  const url = `/v1/quotes/${quote.id}/${name}`
  return pageOf(all, page, { url, noun: 'line item' })
}

function lineItem(priced: Priced, { currency }: Kept, work: UnitOfWork): Stripe.LineItem {
  const { line, price, amount, discount, taxes } = priced
  return {
    id: line.id,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: discount,
    amount_subtotal: amount,
    amount_tax: taxes.reduce((sum, tax) => sum + tax.amount, 0),
    amount_total: totalOf(priced),
    currency: currency ?? '',
    description: work.find('product', idOf(price.product))?.name ?? null,
    metadata: {},
    price: withoutIncludable(price),
    quantity: price.recurring?.usage_type === 'metered' ? null : line.quantity,
  }
}
