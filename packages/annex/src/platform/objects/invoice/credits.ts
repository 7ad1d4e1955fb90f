/** Billing credits on an invoice: spent when it is finalized, after discounts and before taxes. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { giveBack, spend, spendable, type Spent } from '../credit-grant/spend.js'
import { idOrNull } from '../reference.js'
import { compute } from './compute.js'
import { linesOf, ratesOf } from './draft.js'

type Invoice = Stripe.Invoice
type Line = Stripe.InvoiceLineItem

/** @returns the draft with its lines added up anew, when there was credit for them */
export function spendCredits(draft: Invoice, work: UnitOfWork): Invoice {
  const customer = idOrNull(draft.customer)
  const grants = customer === null ? [] : spendable(customer, work)
  if (grants.length === 0) return draft
  const lines = linesOf(draft.id, work)
  const credits = new Map(lines.map((line) => [line.id, spentOn(line, grants, work)]))
  if ([...credits.values()].every((spent) => spent.length === 0)) return draft
  const entries = lines.map((line) => ({ line, rates: ratesOf(line, work) }))
  const computed = compute(draft, entries, work, credits)
  for (const line of computed.lines) work.update('line_item', line.id, line)
  return work.update('invoice', draft.id, computed.sums)
}

function spentOn(
  line: Line,
  grants: Parameters<typeof spend>[1],
  work: UnitOfWork,
): readonly Spent[] {
  const price = idOrNull(line.pricing?.price_details?.price)
  const off = (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const amount = line.amount - off
  if (price === null || amount <= 0) return []
  const where = { invoice: line.invoice ?? '', invoice_line_item: line.id }
  return spend({ ...where, currency: line.currency, price, amount }, grants, work)
}

/** An invoice that is void had spent nothing. */
export function returnCredits(invoice: Invoice, work: UnitOfWork): void {
  if (!invoice.total_pretax_credit_amounts?.some(({ type }) => type !== 'discount')) return
  for (const line of linesOf(invoice.id, work)) {
    for (const { amount, credit_balance_transaction: spent } of line.pretax_credit_amounts ?? []) {
      const id = idOrNull(spent)
      if (id !== null) giveBack({ amount, credit_balance_transaction: id }, work)
    }
  }
}
