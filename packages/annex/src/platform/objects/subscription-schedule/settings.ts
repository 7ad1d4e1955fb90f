/** What a schedule says of its invoices, payments and money, by phase or for all of them. */
import type Stripe from 'stripe'
import { thresholdsGiven } from '../subscription/thresholds.js'

type Defaults = Stripe.SubscriptionSchedule.DefaultSettings
type DefaultsGiven = Stripe.SubscriptionScheduleUpdateParams.DefaultSettings
type InvoiceSettingsGiven = DefaultsGiven['invoice_settings']

const NONE: Defaults = {
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor: 'automatic',
  billing_thresholds: null,
  collection_method: 'charge_automatically',
  default_payment_method: null,
  description: null,
  invoice_settings: invoiceSettings({}),
  on_behalf_of: null,
  transfer_data: null,
}

/** @param before what they were; those that nobody speaks of stay */
export function defaultSettings(given: DefaultsGiven = {}, before: Defaults = NONE): Defaults {
  const { application_fee_percent, collection_method, description, on_behalf_of } = given
  return {
    ...before,
    ...(application_fee_percent !== undefined && { application_fee_percent }),
    ...(given.billing_cycle_anchor && { billing_cycle_anchor: given.billing_cycle_anchor }),
    ...(given.billing_thresholds !== undefined && {
      billing_thresholds: thresholdsGiven(given.billing_thresholds),
    }),
    ...(collection_method && { collection_method }),
    ...(given.default_payment_method && { default_payment_method: given.default_payment_method }),
    ...(description !== undefined && { description: description || null }),
    ...(given.invoice_settings && {
      invoice_settings: invoiceSettings(given.invoice_settings, before.invoice_settings),
    }),
    ...(on_behalf_of !== undefined && { on_behalf_of: on_behalf_of || null }),
    ...(given.transfer_data !== undefined && { transfer_data: transferData(given.transfer_data) }),
  }
}

export function invoiceSettings(
  given: NonNullable<InvoiceSettingsGiven>,
  before?: Defaults['invoice_settings'],
): Defaults['invoice_settings'] {
  const { custom_fields, days_until_due, description, footer } = given
  return {
    account_tax_ids: null,
    custom_fields: said(custom_fields, before?.custom_fields),
    days_until_due: days_until_due ?? before?.days_until_due ?? null,
    description: said(description, before?.description),
    footer: said(footer, before?.footer),
    issuer: { type: 'self' },
  }
}

/** What was emptied is gone; what nobody speaks of stays. */
function said<T>(given: Stripe.Emptyable<T> | undefined, before: T | null | undefined): T | null {
  return given === undefined ? (before ?? null) : given || null
}

export function transferData(given: DefaultsGiven['transfer_data']): Defaults['transfer_data'] {
  if (!given) return null
  return { amount_percent: given.amount_percent ?? null, destination: given.destination }
}
