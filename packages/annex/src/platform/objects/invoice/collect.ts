/** Takes the money of an open invoice from the customer's card. */
import type Stripe from 'stripe'
import type { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { intentOf, openPaymentOf } from '../invoice-payment/payments.js'
import { tryToPay } from '../payment-intent/confirm.js'
import { idOrNull } from '../reference.js'
import { customerOfInvoice } from './draft.js'
import { actionRequired, noMethod } from './refusals.js'
import { failed } from './settle.js'

type Invoice = Stripe.Invoice

export interface Collected {
  /** As it is after the try. */
  readonly invoice: Invoice
  /** Why it isn't paid, for a request that asked for just that. */
  readonly refusal?: Refusal
}

export interface Means {
  /** The method to use instead of those the invoice, its subscription or the customer name. */
  readonly payment_method?: string | undefined
  /** The payer isn't there; a card that must be authenticated still waits for them. */
  readonly offSession: boolean
}

export function collect(open: Invoice, means: Means, work: UnitOfWork): Collected {
  const payment = openPaymentOf(open.id, work)
  if (!payment) return { invoice: open }
  const payment_method = means.payment_method ?? methodFor(open, work)
  if (payment_method === null) return { invoice: failed(open, work), refusal: noMethod() }
  const intent = work.get('payment_intent', intentOf(payment))
  const params = { payment_method, off_session: means.offSession, asksPayerLater: true }
  const tried = tryToPay(intent, params, work)
  const waits = tried.intent.status === 'requires_action'
  const refusal = tried.refusal ?? (waits ? actionRequired(tried.intent) : undefined)
  return { invoice: work.get('invoice', open.id), ...(refusal && { refusal }) }
}

/** The first of invoice, subscription and customer that names one. */
export function methodFor(invoice: Invoice, work: UnitOfWork): string | null {
  const subscription = idOrNull(invoice.parent?.subscription_details?.subscription)
  const subscribed = subscription === null ? undefined : work.find('subscription', subscription)
  const customer = customerOfInvoice(invoice, work)
  return (
    idOrNull(invoice.default_payment_method) ??
    idOrNull(subscribed?.default_payment_method) ??
    usualMethod(customer)
  )
}

export function usualMethod({ invoice_settings, default_source }: Stripe.Customer): string | null {
  return idOrNull(invoice_settings.default_payment_method) ?? idOrNull(default_source)
}
