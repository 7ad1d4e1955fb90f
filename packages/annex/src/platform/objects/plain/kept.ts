/** What fields of plain kinds hold when nobody says: as new ones are in Stripe's documentation. */
import type { Kind } from '../../../catalogue/kinds.js'

const withStatus =
  (status: string) =>
  (...parts: string[]) =>
    Object.fromEntries(parts.map((part) => [`${part}.status`, status]))
const active = withStatus('active')

/** By kind, then by dotted path. */
export const kept: Readonly<Partial<Record<Kind, Readonly<Record<string, unknown>>>>> = {
  'climate.order': { status: 'awaiting_funds' },
  'issuing.cardholder': { status: 'active', type: 'individual' },
  'issuing.personalization_design': { status: 'inactive' },
  payout: { type: 'bank_account', reconciliation_status: 'not_applicable', status: 'pending' },
  'radar.value_list': { item_type: 'string' },
  shipping_rate: {
    ...{ active: true, tax_behavior: 'unspecified', type: 'fixed_amount' },
    'fixed_amount.currency_options.*.tax_behavior': 'unspecified',
  },
  'tax.registration': { status: 'active' },
  'tax.settings': { status: 'pending', 'defaults.provider': 'stripe' },
  'three_d_secure.authentication': {
    ...{ status: 'requires_submission', directory_server: 'visa' },
  },
  topup: { status: 'pending' },
  'treasury.credit_reversal': { status: 'processing', network: 'ach' },
  'treasury.debit_reversal': { status: 'processing', network: 'ach' },
  'treasury.financial_account_features': active(
    ...['card_issuing', 'deposit_insurance', 'intra_stripe_flows', 'financial_addresses.aba'],
    ...['inbound_transfers.ach', 'outbound_payments.ach', 'outbound_transfers.ach'],
    ...['outbound_payments.us_domestic_wire', 'outbound_transfers.us_domestic_wire'],
  ),
}
