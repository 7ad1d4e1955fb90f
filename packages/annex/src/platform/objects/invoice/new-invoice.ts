/** A draft of an invoice before it has lines. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Period } from '../billing/calendar.js'
import { HOUR_SECONDS } from '../billing/durations.js'
import { idOrNull } from '../reference.js'
import { paymentSettings } from './payment-settings.js'

type Invoice = Stripe.Invoice

/** What differs from one reason to make an invoice to the next. */
export interface InvoiceTerms {
  /** Made anew when left out. */
  readonly id?: string
  readonly customer: Stripe.Customer
  readonly currency: string
  readonly period: Period
  readonly billing_reason: Stripe.Invoice.BillingReason
  readonly auto_advance: boolean
  readonly more?: Partial<Invoice>
}

export function newInvoice(terms: InvoiceTerms, work: UnitOfWork): Invoice {
  const id = terms.id ?? work.newId('invoice')
  const account = work.find('account', work.caller.account)
  return {
    id,
    object: 'invoice',
    account_country: account?.country ?? null,
    account_name: account?.business_profile?.name ?? null,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: work.caller.application,
    attempt_count: 0,
    attempted: false,
    auto_advance: terms.auto_advance,
    automatic_tax: {
      ...{ disabled_reason: null, enabled: false, liability: null },
      ...{ provider: null, status: null },
    },
    automatically_finalizes_at: terms.auto_advance ? work.now + HOUR_SECONDS : null,
    billing_reason: terms.billing_reason,
    collection_method: 'charge_automatically',
    created: work.now,
    currency: terms.currency,
    custom_fields: terms.customer.invoice_settings.custom_fields,
    ...ofCustomer(terms.customer, work),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: terms.customer.invoice_settings.footer,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: work.caller.livemode,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: paymentSettings(undefined),
    period_end: terms.period.end,
    period_start: terms.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: terms.customer.balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: {
      ...{ finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: idOrNull(terms.customer.test_clock),
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: work.now,
    ...terms.more,
  }
}

/** Copied while it is a draft, and once more when it is finalized; fixed from then on. */
export function ofCustomer(customer: Stripe.Customer, work: UnitOfWork) {
  return {
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: work
      .list('tax_id', { customer: customer.id })
      .map(({ type, value }) => ({ type, value })),
  } satisfies Partial<Invoice>
}
