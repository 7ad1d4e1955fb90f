/** Every kind the mirror can keep, a line each: the one place to add one. */
import type { Kind } from '../../catalogue/kinds.js'

export interface Entry {
  kind: Kind
  byDefault?: true
  /** `/v1/{table}` when left out. */
  list?: `/v1/${string}`
  query?: Readonly<Record<string, string>>
  /** Listed for each customer apart: under `/v1/customers/{id}/{path}`, or `asked`, by `?customer=`. */
  owned?: { path: string; readBelow?: true } | 'asked'
  parents?: Readonly<Record<string, Kind>>
  news?: 'window' | 'daily'
  goesWith?: string
  /** Developers choose its id, so one that was deleted can be made again. */
  chosenId?: true
  inside?: { table: string; field: string; parentField?: string }
}

const OF_CUSTOMER = { customer: 'customer' } as const

/**
 * In the order backfills begin: what reports need first, and small lists. Prices and products include
 * inactive ones; deleted objects are on no list. A test holds each line against the catalogue.
 */
const TABLE = {
  accounts: { kind: 'account', byDefault: true },
  customers: { kind: 'customer', byDefault: true },
  products: { kind: 'product', byDefault: true, chosenId: true },
  // That of a plan has the plan's id.
  prices: { kind: 'price', byDefault: true, chosenId: true, parents: { product: 'product' } },
  coupons: { kind: 'coupon', byDefault: true, chosenId: true },
  subscriptions: {
    ...{ kind: 'subscription', byDefault: true },
    // Left out, those that were canceled are not listed.
    query: { status: 'all' },
    parents: { ...OF_CUSTOMER, default_payment_method: 'payment_method' },
  },
  subscription_items: {
    kind: 'subscription_item',
    inside: { table: 'subscriptions', field: 'items', parentField: 'subscription' },
  },
  // Stripe's list without a customer is another product's, Treasury's.
  payment_methods: {
    ...{ kind: 'payment_method', byDefault: true, owned: { path: 'payment_methods' } },
    ...{ parents: OF_CUSTOMER, goesWith: 'customer' },
  },
  payment_intents: {
    ...{ kind: 'payment_intent', byDefault: true },
    parents: { ...OF_CUSTOMER, payment_method: 'payment_method', latest_charge: 'charge' },
  },
  charges: {
    ...{ kind: 'charge', byDefault: true },
    parents: {
      ...{ ...OF_CUSTOMER, payment_intent: 'payment_intent' },
      ...{ payment_method: 'payment_method', balance_transaction: 'balance_transaction' },
    },
  },
  refunds: {
    ...{ kind: 'refund', byDefault: true },
    parents: {
      ...{ charge: 'charge', payment_intent: 'payment_intent' },
      ...{ balance_transaction: 'balance_transaction' },
    },
  },
  balance_transactions: { kind: 'balance_transaction', byDefault: true, news: 'window' },
  invoices: {
    ...{ kind: 'invoice', byDefault: true },
    parents: { ...OF_CUSTOMER, default_payment_method: 'payment_method' },
  },
  invoice_line_items: {
    kind: 'line_item',
    inside: { table: 'invoices', field: 'lines', parentField: 'invoice' },
  },
  credit_notes: {
    ...{ kind: 'credit_note', byDefault: true },
    parents: { ...OF_CUSTOMER, invoice: 'invoice' },
  },
  credit_note_line_items: {
    kind: 'credit_note_line_item',
    inside: { table: 'credit_notes', field: 'lines' },
  },
  disputes: {
    ...{ kind: 'dispute', byDefault: true },
    parents: { charge: 'charge', payment_intent: 'payment_intent' },
  },
  payouts: {
    ...{ kind: 'payout', byDefault: true },
    parents: { balance_transaction: 'balance_transaction' },
  },
  // A price by its older name: every price that repeats is a plan of the same id.
  plans: { kind: 'plan', chosenId: true, parents: { product: 'product' } },
  promotion_codes: { kind: 'promotion_code', parents: OF_CUSTOMER },
  tax_rates: { kind: 'tax_rate' },
  shipping_rates: { kind: 'shipping_rate', news: 'daily' },
  subscription_schedules: {
    kind: 'subscription_schedule',
    parents: { ...OF_CUSTOMER, subscription: 'subscription' },
  },
  // Neither a change nor the invoice that takes one up is announced, and deleted ones are on no list.
  invoiceitems: {
    ...{ kind: 'invoiceitem', news: 'daily' },
    parents: { ...OF_CUSTOMER, invoice: 'invoice' },
  },
  // Only their payment is announced.
  invoice_payments: { kind: 'invoice_payment', news: 'window', parents: { invoice: 'invoice' } },
  quotes: { kind: 'quote', parents: OF_CUSTOMER },
  setup_intents: {
    kind: 'setup_intent',
    parents: { ...OF_CUSTOMER, payment_method: 'payment_method' },
  },
  // Only their ends are announced.
  checkout_sessions: {
    ...{ kind: 'checkout.session', list: '/v1/checkout/sessions', news: 'window' },
    parents: { ...OF_CUSTOMER, payment_intent: 'payment_intent', subscription: 'subscription' },
  },
  payment_links: { kind: 'payment_link' },
  transfers: {
    kind: 'transfer',
    parents: { balance_transaction: 'balance_transaction' },
  },
  transfer_reversals: {
    kind: 'transfer_reversal',
    inside: { table: 'transfers', field: 'reversals', parentField: 'transfer' },
  },
  topups: { kind: 'topup', parents: { balance_transaction: 'balance_transaction' } },
  application_fees: {
    kind: 'application_fee',
    parents: { balance_transaction: 'balance_transaction' },
  },
  application_fee_refunds: {
    kind: 'fee_refund',
    inside: { table: 'application_fees', field: 'refunds', parentField: 'fee' },
  },
  files: { kind: 'file' },
  file_links: { kind: 'file_link', news: 'daily' },
  reviews: { kind: 'review', parents: { charge: 'charge', payment_intent: 'payment_intent' } },
  radar_early_fraud_warnings: {
    ...{ kind: 'radar.early_fraud_warning', list: '/v1/radar/early_fraud_warnings' },
    parents: { charge: 'charge', payment_intent: 'payment_intent' },
  },
  billing_meters: { kind: 'billing.meter', list: '/v1/billing/meters' },
  billing_credit_grants: {
    ...{ kind: 'billing.credit_grant', list: '/v1/billing/credit_grants' },
    parents: OF_CUSTOMER,
  },
  billing_credit_balance_transactions: {
    kind: 'billing.credit_balance_transaction',
    // The customer is no option, whatever the package's types say.
    ...{ list: '/v1/billing/credit_balance_transactions', owned: 'asked' },
    parents: { credit_grant: 'billing.credit_grant' },
  },
  entitlements_features: {
    ...{ kind: 'entitlements.feature', list: '/v1/entitlements/features', news: 'daily' },
  },
  tax_ids: {
    ...{ kind: 'tax_id', owned: { path: 'tax_ids', readBelow: true } },
    ...{ parents: OF_CUSTOMER, goesWith: 'customer' },
  },
  customer_balance_transactions: {
    kind: 'customer_balance_transaction',
    ...{ owned: { path: 'balance_transactions', readBelow: true }, news: 'daily' },
    parents: { ...OF_CUSTOMER, invoice: 'invoice' },
  },
  customer_cash_balance_transactions: {
    kind: 'customer_cash_balance_transaction',
    owned: { path: 'cash_balance_transactions', readBelow: true },
    parents: OF_CUSTOMER,
  },
} as const satisfies Record<string, Entry>

/** A table of the schema `stripe`; names go into statements, so there are no others. */
export type KnownTable = keyof typeof TABLE

export const KIND_TABLE: Readonly<Record<KnownTable, Entry>> = TABLE

/** The word in the `object` field of what a table holds. */
export type KindOf<Table extends KnownTable> = (typeof TABLE)[Table]['kind']
