/** What an update changes: nearly all of a draft, only words of an invoice that is final. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS, HOUR_SECONDS } from '../billing/durations.js'
import { redeemAll } from '../discount/redeem.js'
import { idOf, idOrNull } from '../reference.js'
import { ratesGiven } from '../tax-rate/given.js'
import { compute } from './compute.js'
import { linesOf, ratesOf } from './draft.js'
import { paymentSettings } from './payment-settings.js'
import { behalfIsFixed, notEditable } from './refusals.js'
import { keepSharing } from './sharing.js'

type Invoice = Stripe.Invoice
type UpdateParams = Stripe.InvoiceUpdateParams

export function draftChanges(
  params: UpdateParams,
  before: Invoice,
  work: UnitOfWork,
): Partial<Invoice> {
  keepSharing(before.id, params, work)
  const changes = { ...discountsAfter(params, before, work), ...ratesAfter(params, work) }
  const resummed = Object.keys(changes).length > 0 ? resum({ ...before, ...changes }, work) : {}
  const { payment_settings: payment } = params
  return {
    ...changes,
    ...resummed,
    ...datesAfter(params, before, work),
    ...(payment && { payment_settings: paymentSettings(payment, before.payment_settings) }),
  }
}

function discountsAfter({ discounts }: UpdateParams, before: Invoice, work: UnitOfWork) {
  if (discounts === undefined) return {}
  const customer = idOf(before.customer ?? '')
  const { currency, subtotal: amount } = before
  const subscription = idOrNull(before.parent?.subscription_details?.subscription)
  const on = { invoice: before.id }
  const redemption = { customer, currency, amount, on, under: { subscription } }
  const known = before.discounts.map(idOf)
  return { discounts: redeemAll(discounts, redemption, work, known) }
}

function ratesAfter({ default_tax_rates: given }: UpdateParams, work: UnitOfWork) {
  if (given === undefined) return {}
  return { default_tax_rates: ratesGiven(given, work, 'default_tax_rates') }
}

function resum(draft: Invoice, work: UnitOfWork) {
  const entries = linesOf(draft.id, work).map((line) => ({ line, rates: ratesOf(line, work) }))
  const { sums, lines } = compute(draft, entries, work)
  for (const line of lines) work.update('line_item', line.id, line)
  return sums
}

function datesAfter(params: UpdateParams, before: Invoice, work: UnitOfWork): Partial<Invoice> {
  const { auto_advance, days_until_due, automatically_finalizes_at: given } = params
  const changes: Partial<Invoice> = {}
  if (days_until_due !== undefined) changes.due_date = work.now + days_until_due * DAY_SECONDS
  if (auto_advance !== undefined && auto_advance !== before.auto_advance) {
    changes.automatically_finalizes_at = auto_advance ? work.now + HOUR_SECONDS : null
  }
  if (given !== undefined) changes.automatically_finalizes_at = given || null
  const at = changes.automatically_finalizes_at
  if (at) work.later(at, 'finalize_invoice', before.id)
  return changes
}

/** Locked with the amounts: https://docs.stripe.com/api/invoices/update. */
const FIXED = [
  'default_tax_rates',
  'discounts',
  'account_tax_ids',
  'custom_fields',
  'footer',
  'application_fee_amount',
  'transfer_data',
] as const

/** @throws Refusal for whatever is locked once an invoice is final */
export function openChanges(params: UpdateParams, before: Invoice): Partial<Invoice> {
  if (params.on_behalf_of !== undefined) throw behalfIsFixed(before)
  if (FIXED.some((field) => params[field] !== undefined)) throw notEditable(before)
  return {}
}
