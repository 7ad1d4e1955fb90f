/** How an invoice was tied to its payment before 2025-03-31.basil, and back. */
import type Stripe from 'stripe'
import type { Look } from '../../engine/version.js'
import { idOf } from '../reference.js'

/** The intent an invoice is paid through; undefined for drafts and what nobody has to pay. */
export function intentOf(invoice: string, look: Look): Stripe.PaymentIntent | undefined {
  const payments = look.list('invoice_payment', { invoice })
  const payment = payments.find((one) => one.is_default) ?? payments[0]
  const intent = idOf(payment?.payment.payment_intent)
  return intent === null ? undefined : look.find('payment_intent', intent)
}

/** The invoice an intent pays. */
export function invoicePaidBy(intent: string | null, look: Look): string | null {
  if (intent === null) return null
  const [payment] = look.list('invoice_payment', { 'payment.payment_intent': intent })
  return idOf(payment?.invoice)
}
