/** Groups of a subscription's settings, as they are kept: every field there. */
import type Stripe from 'stripe'

type Subscription = Stripe.Subscription
type Params = Stripe.SubscriptionUpdateParams

export function paymentSettings(
  given: Params['payment_settings'],
  before: Subscription['payment_settings'],
): NonNullable<Subscription['payment_settings']> {
  return {
    payment_method_options: before?.payment_method_options ?? null,
    payment_method_types:
      given?.payment_method_types === undefined
        ? (before?.payment_method_types ?? null)
        : given.payment_method_types || null,
    save_default_payment_method:
      given?.save_default_payment_method ?? before?.save_default_payment_method ?? 'off',
  }
}

export function trialSettings(given: Params['trial_settings']): Subscription['trial_settings'] {
  const { billing_cycle_anchor = null, missing_payment_method = 'create_invoice' } =
    given?.end_behavior ?? {}
  return { end_behavior: { billing_cycle_anchor, missing_payment_method } }
}

export function invoiceSettings(
  given: Params['invoice_settings'],
): Subscription['invoice_settings'] {
  return {
    account_tax_ids: null,
    custom_fields: given?.custom_fields || null,
    description: given?.description || null,
    footer: given?.footer || null,
    issuer: { type: 'self' },
  }
}
