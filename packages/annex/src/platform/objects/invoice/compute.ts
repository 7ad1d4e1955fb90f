/** The sums of an invoice: from its lines to what is due. Nothing is kept here. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { discountAmounts, type Taken } from '../billing/discount-amounts.js'
import { addedBy, taxesOn, type Tax } from '../billing/tax-amounts.js'
import type { Spent } from '../credit-grant/spend.js'
import { holdings, offsFor } from '../discount/offs.js'
import { idOf } from '../reference.js'
import type { Entry } from './entry.js'
import { payable } from './payable.js'

type Invoice = Stripe.Invoice
type Line = Stripe.InvoiceLineItem

/** The fields of an invoice that its lines come to; the embedded list shows the first ten. */
export type Sums = Pick<
  Invoice,
  | 'amount_due'
  | 'amount_remaining'
  | 'lines'
  | 'subtotal'
  | 'subtotal_excluding_tax'
  | 'total'
  | 'total_discount_amounts'
  | 'total_excluding_tax'
  | 'total_pretax_credit_amounts'
  | 'total_taxes'
>

export interface Computed {
  readonly sums: Sums
  readonly lines: readonly Line[]
}

/** How many lines an invoice shows itself; the rest are listed. */
const SHOWN_LINES = 10

/**
 * @param invoice its id, currency, discounts, default tax rates and balance are read
 * @param credits what of each line, by its id, is paid with credit
 */
export function compute(
  invoice: Invoice,
  entries: readonly Entry[],
  work: UnitOfWork,
  credits: ReadonlyMap<string, readonly Spent[]> = new Map(),
): Computed {
  const taken = discountAmounts(
    entries.map(({ line }) => ({ amount: line.amount, offs: offsOf(line, invoice, work) })),
  )
  const priced = entries.map(({ line, rates }, index) => {
    const discounts = taken[index] ?? []
    const spent = credits.get(line.id) ?? []
    const left = line.amount - sum([...discounts, ...spent].map(({ amount }) => amount))
    const applied = rates.length > 0 ? rates : invoice.default_tax_rates
    return {
      line,
      discounts,
      spent,
      taxes: taxesOn(left, taxable(invoice) ? applied : []),
      applied,
    }
  })
  const lines = priced.map((one) => shownLine(one, invoice))
  return { lines, sums: sumsOf(invoice, lines, priced) }
}

interface Priced {
  readonly line: Line
  readonly discounts: readonly Taken[]
  readonly spent: readonly Spent[]
  readonly taxes: readonly Tax[]
  readonly applied: readonly Stripe.TaxRate[]
}

function offsOf(line: Line, invoice: Invoice, work: UnitOfWork) {
  if (!line.discountable || line.amount <= 0) return []
  const ids = [...line.discounts, ...invoice.discounts].map(idOf)
  return offsFor(
    holdings(ids, { currency: invoice.currency, at: invoice.created }, work),
    line.pricing?.price_details?.product ?? null,
  )
}

function taxable({ customer_tax_exempt }: Invoice): boolean {
  return customer_tax_exempt === null || customer_tax_exempt === 'none'
}

function shownLine({ line, discounts, spent, taxes }: Priced, invoice: Invoice): Line {
  return {
    ...line,
    invoice: invoice.id,
    discount_amounts: discounts.map((one) => ({ ...one })),
    pretax_credit_amounts: pretaxCredits(discounts, spent),
    subtotal: line.amount,
    taxes: taxes.map(shownTax),
  }
}

/** Alike on lines and on the invoice. */
function pretaxCredits(discounts: readonly Taken[], spent: readonly Spent[]) {
  return [
    ...discounts.map((one) => ({ ...one, type: 'discount' as const })),
    ...spent.map((one) => ({ ...one, type: 'credit_balance_transaction' as const })),
  ]
}

function shownTax(tax: Tax): Stripe.InvoiceLineItem.Tax {
  return {
    amount: tax.amount,
    tax_behavior: tax.inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: tax.rate },
    taxability_reason: 'not_available',
    taxable_amount: tax.taxable_amount,
    type: 'tax_rate_details',
  }
}

function sumsOf(invoice: Invoice, lines: readonly Line[], priced: readonly Priced[]): Sums {
  const subtotal = sum(lines.map(({ amount }) => amount))
  const discounts = byKey(
    priced.flatMap((one) => one.discounts),
    ({ discount }) => discount,
  )
  const taxes = byKey(
    priced.flatMap((one) => one.taxes),
    ({ rate }) => rate,
  )
  const spent = priced.flatMap((one) => one.spent)
  const taken = sum([...discounts, ...spent].map(({ amount }) => amount))
  const total = subtotal - taken + sum(priced.map((one) => addedBy(one.taxes)))
  const amount_due = payable(total, invoice).due
  return {
    amount_due,
    amount_remaining: amount_due - invoice.amount_paid,
    lines: shownList(invoice, lines),
    subtotal,
    subtotal_excluding_tax: subtotal - sum(priced.map(includedBefore)),
    total,
    total_discount_amounts: discounts.map((one) => ({ ...one })),
    total_excluding_tax: total - sum(taxes.map(({ amount }) => amount)),
    total_pretax_credit_amounts: pretaxCredits(discounts, spent),
    total_taxes: taxes.map(shownTax),
  }
}

/** The inclusive taxes of a line before its discounts. */
function includedBefore({ line, taxes, applied }: Priced): number {
  if (taxes.length === 0) return 0
  return sum(taxesOn(line.amount, applied).map((tax) => (tax.inclusive ? tax.amount : 0)))
}

/** The list an invoice embeds. */
export function shownList(invoice: Pick<Invoice, 'id'>, lines: readonly Line[]): Invoice['lines'] {
  return {
    object: 'list',
    data: lines.slice(0, SHOWN_LINES),
    has_more: lines.length > SHOWN_LINES,
    url: `/v1/invoices/${invoice.id}/lines`,
  }
}

/** Amounts of the same discount or rate added up, in the order they first came. */
function byKey<T extends { amount: number }>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const sums = new Map<string, T>()
  for (const one of all) {
    const known = sums.get(keyOf(one))
    sums.set(keyOf(one), known ? added(known, one) : one)
  }
  return [...sums.values()]
}

function added<T extends { amount: number; taxable_amount?: number }>(a: T, b: T): T {
  const taxable = (a.taxable_amount ?? 0) + (b.taxable_amount ?? 0)
  const both = { ...a, amount: a.amount + b.amount }
  return a.taxable_amount === undefined ? both : { ...both, taxable_amount: taxable }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
