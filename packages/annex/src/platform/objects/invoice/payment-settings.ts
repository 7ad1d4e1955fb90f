/** How an invoice may be paid: of its settings, the types of payment methods count. */
import type Stripe from 'stripe'
import { wayOf } from '../payment-method/types.js'

type Settings = Stripe.Invoice.PaymentSettings

export function paymentSettings(
  given: Stripe.InvoiceCreateParams['payment_settings'],
  before?: Settings,
): Settings {
  const types = given?.payment_method_types
  return {
    default_mandate: given?.default_mandate || null,
    payment_method_options: before?.payment_method_options ?? null,
    payment_method_types:
      types === undefined ? (before?.payment_method_types ?? null) : types || null,
  }
}

/** Nothing, where the account’s own choice holds; types that no intent knows are left out. */
export function allowedTypes({ payment_settings }: Pick<Stripe.Invoice, 'payment_settings'>) {
  const allowed = payment_settings.payment_method_types?.filter((type) => isUsable(type)) ?? []
  return allowed.length > 0 ? { allowed_payment_method_types: allowed as Types } : {}
}

type Types = NonNullable<Stripe.PaymentIntentCreateParams['allowed_payment_method_types']>

function isUsable(type: string): boolean {
  return wayOf(type) !== 'at_once' || type === 'link'
}
