/** Invoices before 2025-03-31.basil: their subscription, payment, tax and discount at the top. */
import type Stripe from 'stripe'
import type { Look } from '../../engine/version.js'
import { embedded, optional, referenceTo, type Change } from '../change.js'
import { idOf } from '../reference.js'
import { onlyDiscount } from './discount.js'
import { intentOf } from './payment.js'
import { taxAmounts, totalOf } from './taxes.js'

export const invoice: Change = {
  since: '2025-03-31.basil',
  about:
    '`invoice`: `subscription`, `subscription_details`, `subscription_proration_date` and `quote` instead of `parent`; ' +
    '`payment_intent`, `charge`, `paid`, `paid_out_of_band`, `application_fee_amount`, `transfer_data`; ' +
    '`tax` and `total_tax_amounts` instead of `total_taxes`; `discount` beside `discounts`',
  view: {
    kind: 'invoice',
    fields: optional({
      charge: referenceTo('charge'),
      discount: embedded('discount'),
      payment_intent: referenceTo('payment_intent'),
      quote: referenceTo('quote'),
      subscription: referenceTo('subscription'),
    }),
    show(invoice: Stripe.Invoice, look) {
      const { parent, total_taxes, ...rest } = invoice
      return {
        ...rest,
        ...originOf(parent),
        ...paymentOf(invoice, look),
        discount: onlyDiscount(invoice.discounts, look),
        tax: totalOf(total_taxes),
        total_tax_amounts: taxAmounts(total_taxes),
      }
    },
  },
}

function originOf(parent: Stripe.Invoice.Parent | null) {
  const subscription = parent?.subscription_details
  const prorated = subscription?.subscription_proration_date
  return {
    quote: parent?.quote_details?.quote ?? null,
    subscription: subscription?.subscription ?? null,
    subscription_details: { metadata: subscription?.metadata ?? null },
    ...(prorated === undefined ? {} : { subscription_proration_date: prorated }),
  }
}

function paymentOf(invoice: Stripe.Invoice, look: Look) {
  const intent = intentOf(invoice.id, look)
  const isPaid = invoice.status === 'paid'
  const transfer = intent?.transfer_data
  return {
    payment_intent: intent?.id ?? null,
    charge: idOf(intent?.latest_charge),
    paid: isPaid,
    paid_out_of_band: isPaid && (invoice.amount_paid_off_stripe ?? 0) > 0,
    application_fee_amount: intent?.application_fee_amount ?? null,
    transfer_data: transfer
      ? { amount: transfer.amount ?? null, destination: idOf(transfer.destination) }
      : null,
  }
}
