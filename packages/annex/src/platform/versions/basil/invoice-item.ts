/** Invoice items before 2025-03-31.basil. */
import type Stripe from 'stripe'
import type { Params } from '../../engine/behaviour.js'
import { embedded, optional, referenceTo, text, type Change } from '../change.js'
import { idOf } from '../reference.js'

const since = '2025-03-31.basil'

export const invoiceItem: Change = {
  since,
  about:
    '`invoiceitem`: `price`, `plan`, `unit_amount` and `unit_amount_decimal` instead of `pricing`; ' +
    '`subscription` and `subscription_item` instead of `parent`',
  view: {
    kind: 'invoiceitem',
    fields: optional({
      plan: embedded('plan'),
      price: embedded('price'),
      subscription: referenceTo('subscription'),
    }),
    show(item: Stripe.InvoiceItem, look) {
      const { parent, pricing, ...rest } = item
      const price = idOf(pricing?.price_details?.price)
      const subscribed = parent?.subscription_details
      const unit = pricing?.unit_amount_decimal?.toString() ?? null
      return {
        ...rest,
        price: price === null ? null : (look.find('price', price) ?? null),
        plan: price === null ? null : (look.find('plan', price) ?? null),
        subscription: subscribed?.subscription ?? null,
        ...(subscribed?.subscription_item
          ? { subscription_item: subscribed.subscription_item }
          : {}),
        unit_amount: unit !== null && /^-?\d+$/.test(unit) ? Number(unit) : null,
        unit_amount_decimal: unit,
      }
    },
  },
}

export const invoiceItemPrice: Change = {
  since,
  about:
    '`price` and `unit_amount` of an invoice item instead of `pricing` and `unit_amount_decimal`',
  request: {
    operations: ['POST /v1/invoiceitems', 'POST /v1/invoiceitems/{invoiceitem}'],
    parameters: optional({ price: text, unit_amount: { type: 'integer' } }),
    translate: ({ price, unit_amount, ...params }) => ({
      ...params,
      ...pricing(price),
      ...(typeof unit_amount === 'number' ? { unit_amount_decimal: `${unit_amount}` } : {}),
    }),
  },
}

export const linePrice: Change = {
  since,
  about: '`price` of an invoice line instead of `pricing`',
  request: {
    operations: ['POST /v1/invoices/{invoice}/lines/{line_item_id}'],
    parameters: optional({ price: text }),
    translate: ({ price, ...params }) => ({ ...params, ...pricing(price) }),
  },
}

function pricing(price: unknown): Params {
  return price === undefined ? {} : { pricing: { price } }
}
