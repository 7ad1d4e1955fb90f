/** Taxes as they were listed before 2025-03-31.basil: each with its rate's id. */
import type Stripe from 'stripe'

type Tax = Stripe.Invoice.TotalTax | Stripe.InvoiceLineItem.Tax | Stripe.CreditNote.TotalTax

export interface TaxAmount {
  readonly amount: number
  readonly inclusive: boolean
  readonly tax_rate: string | null
  readonly taxability_reason: string | null
  readonly taxable_amount: number | null
}

export function taxAmounts(taxes: readonly Tax[] | null | undefined): TaxAmount[] {
  return (taxes ?? []).map((tax) => ({
    amount: tax.amount,
    inclusive: tax.tax_behavior === 'inclusive',
    tax_rate: tax.tax_rate_details?.tax_rate ?? null,
    taxability_reason: tax.taxability_reason,
    taxable_amount: tax.taxable_amount,
  }))
}

/** Null where nothing is taxed, as `invoice.tax` was. */
export function totalOf(taxes: readonly Tax[] | null | undefined): number | null {
  if (!taxes || taxes.length === 0) return null
  return taxes.reduce((sum, tax) => sum + tax.amount, 0)
}

/** What of `amount` is tax already. */
export function includedIn(taxes: readonly Tax[] | null | undefined): number {
  return (taxes ?? [])
    .filter((tax) => tax.tax_behavior === 'inclusive')
    .reduce((sum, tax) => sum + tax.amount, 0)
}
