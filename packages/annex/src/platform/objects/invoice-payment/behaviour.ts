/** Invoice payments: which payment intent pays an invoice, and whether it has. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const invoicePayment: Behaviour<'invoice_payment'> = {
  kind: 'invoice_payment',
  lifecycle: lifecycleOf<Stripe.InvoicePayment>({
    entering: { paid: 'invoice_payment.paid' },
    changed: null,
  }),
}
