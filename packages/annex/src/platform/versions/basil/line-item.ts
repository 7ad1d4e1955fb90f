/** The lines of an invoice before 2025-03-31.basil: price, proration and origin at the top. */
import type Stripe from 'stripe'
import type { Look } from '../../engine/version.js'
import { embedded, optional, referenceTo, type Change } from '../change.js'
import { idOf } from '../reference.js'
import { includedIn, taxAmounts } from './taxes.js'

type Line = Stripe.InvoiceLineItem

export const lineItem: Change = {
  since: '2025-03-31.basil',
  about:
    '`line_item` of an invoice: `type`, `invoice_item`, `subscription_item`, `proration` and `proration_details` instead of `parent`; ' +
    '`price`, `plan` and `unit_amount_excluding_tax` instead of `pricing`; ' +
    '`tax_amounts`, `tax_rates` and `amount_excluding_tax` instead of `taxes`',
  view: {
    kind: 'line_item',
    fields: optional({
      invoice_item: referenceTo('invoiceitem'),
      plan: embedded('plan'),
      price: embedded('price'),
      subscription_item: referenceTo('subscription_item'),
    }),
    show(line: Line, look) {
      const { parent, pricing, taxes, ...rest } = line
      return {
        ...rest,
        ...originOf(parent),
        ...pricedBy(pricing, look),
        amount_excluding_tax: line.amount - includedIn(taxes),
        tax_amounts: taxAmounts(taxes),
        tax_rates: ratesOf(taxes, look),
      }
    },
  },
}

function originOf(parent: Line['parent']) {
  const item = parent?.invoice_item_details
  const subscribed = parent?.subscription_item_details
  const invoiceItem = item?.invoice_item ?? subscribed?.invoice_item ?? null
  const details = item ?? subscribed
  return {
    type: parent?.type === 'subscription_item_details' ? 'subscription' : 'invoiceitem',
    ...(invoiceItem === null ? {} : { invoice_item: invoiceItem }),
    ...(subscribed ? { subscription_item: subscribed.subscription_item } : {}),
    proration: details?.proration ?? false,
    proration_details: { credited_items: details?.proration_details?.credited_items ?? null },
  }
}

function pricedBy(pricing: Line['pricing'], look: Look) {
  const price = idOf(pricing?.price_details?.price)
  return {
    price: price === null ? null : (look.find('price', price) ?? null),
    // A plan and its recurring price share an id; a price that is paid once has no plan.
    plan: price === null ? null : (look.find('plan', price) ?? null),
    unit_amount_excluding_tax: pricing?.unit_amount_decimal?.toString() ?? null,
  }
}

function ratesOf(taxes: Line['taxes'], look: Look): Stripe.TaxRate[] {
  const ids = (taxes ?? []).map((tax) => tax.tax_rate_details?.tax_rate)
  return ids.flatMap((id) => (id ? (look.find('tax_rate', id) ?? []) : []))
}
