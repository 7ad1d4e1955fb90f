/** `GET /v1/checkout/sessions/{session}/line_items`: what a session sells, in the order it was given. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf, type PageParams } from '../page.js'
import { withoutIncludable } from '../price/includable.js'
import { idOf } from '../reference.js'
import { pricedLines, totalOf, type Basis, type Priced } from './amounts.js'

/** @param url of the whole list */
export function lineItems(
  sold: Basis,
  { url, ...page }: PageParams & { readonly url: string },
  work: UnitOfWork,
): Stripe.ApiList<Stripe.LineItem> {
  const all = pricedLines(sold, work).map((one) => lineItem(one, sold.currency ?? '', work))
  return pageOf(all, page, { url, noun: 'line item' })
}

function lineItem(priced: Priced, currency: string, work: UnitOfWork): Stripe.LineItem {
  const { line, price, amount, discount, taxes } = priced
  return {
    id: line.id,
    object: 'item',
    adjustable_quantity: line.adjustable_quantity,
    amount_discount: discount,
    amount_subtotal: amount,
    amount_tax: taxes.reduce((sum, tax) => sum + tax.amount, 0),
    amount_total: totalOf(priced),
    currency,
    description: work.find('product', idOf(price.product))?.name ?? null,
    metadata: { ...line.metadata },
    price: withoutIncludable(price),
    quantity: price.recurring?.usage_type === 'metered' ? null : line.quantity,
  }
}
