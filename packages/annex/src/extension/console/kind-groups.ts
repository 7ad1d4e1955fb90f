/** Kinds in the groups people think in, so that forty of them can be found on a page. */

const GROUPS: readonly { title: string; kinds: readonly string[] }[] = [
  {
    title: 'Payments',
    kinds: [
      ...['charges', 'payment_intents', 'refunds', 'disputes', 'payment_methods', 'setup_intents'],
      ...['checkout_sessions', 'payment_links', 'reviews', 'radar_early_fraud_warnings'],
    ],
  },
  {
    title: 'Billing',
    kinds: [
      ...['subscriptions', 'subscription_items', 'subscription_schedules', 'invoices'],
      ...['invoice_line_items', 'invoiceitems', 'invoice_payments', 'credit_notes'],
      ...['credit_note_line_items', 'quotes', 'billing_meters', 'billing_credit_grants'],
      'billing_credit_balance_transactions',
    ],
  },
  {
    title: 'Customers and catalogue',
    kinds: [
      ...['customers', 'tax_ids', 'customer_balance_transactions'],
      ...['customer_cash_balance_transactions', 'products', 'prices', 'plans', 'coupons'],
      ...['promotion_codes', 'tax_rates', 'shipping_rates', 'entitlements_features'],
    ],
  },
  {
    title: 'Balance',
    kinds: [
      ...['balance_transactions', 'payouts', 'transfers', 'transfer_reversals', 'topups'],
      ...['application_fees', 'application_fee_refunds'],
    ],
  },
]

const OTHERS = 'Account and files'

export interface KindGroup<T> {
  title: string
  kinds: T[]
}

/** Groups that have something, each in its own order; what no group names comes last. */
export function grouped<T extends { kind: string }>(kinds: readonly T[]): KindGroup<T>[] {
  const named = GROUPS.map(({ title, kinds: names }) => ({
    title,
    kinds: names.flatMap((name) => kinds.find(({ kind }) => kind === name) ?? []),
  }))
  const known = new Set(GROUPS.flatMap((group) => group.kinds))
  const rest = { title: OTHERS, kinds: kinds.filter(({ kind }) => !known.has(kind)) }
  return [...named, rest].filter((group) => group.kinds.length > 0)
}
