/** `charge.invoice` and `payment_intent.invoice`, gone since an invoice may have several payments. */
import type Stripe from 'stripe'
import { optional, referenceTo, type Change } from '../change.js'
import { idOf } from '../reference.js'
import { invoicePaidBy } from './payment.js'

const since = '2025-03-31.basil'

export const chargeInvoice: Change = {
  since,
  about: '`charge.invoice`, expandable',
  view: {
    kind: 'charge',
    fields: optional({ invoice: referenceTo('invoice') }),
    show: (charge: Stripe.Charge, look) => ({
      ...charge,
      invoice: invoicePaidBy(idOf(charge.payment_intent), look),
    }),
  },
}

export const intentInvoice: Change = {
  since,
  about: '`payment_intent.invoice`, expandable',
  view: {
    kind: 'payment_intent',
    fields: optional({ invoice: referenceTo('invoice') }),
    show: (intent: Stripe.PaymentIntent, look) => ({
      ...intent,
      invoice: invoicePaidBy(intent.id, look),
    }),
  },
}
