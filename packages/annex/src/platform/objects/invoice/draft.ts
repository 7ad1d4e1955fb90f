/** Drafts: keeping one with its lines, and what happens to it when a line comes, changes or goes. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { compute } from './compute.js'
import { entryOf, itemBehind, type Entry } from './entry.js'
import { notEditable } from './refusals.js'

type Invoice = Stripe.Invoice
type Line = Stripe.InvoiceLineItem

/** Keeps a new draft and its lines; the invoice items among them stand on it from now on. */
export function keepDraft(draft: Invoice, entries: readonly Entry[], work: UnitOfWork): Invoice {
  const { sums, lines } = compute(draft, entries, work)
  const invoice = work.insert('invoice', { ...draft, ...sums })
  keepLines(invoice, lines, work)
  return invoice
}

/** Lists show the newest first, so the first line is kept last. */
export function keepLines(invoice: Invoice, lines: readonly Line[], work: UnitOfWork): void {
  for (const line of lines.toReversed()) {
    work.insert('line_item', line)
    const item = itemBehind(line)
    if (item !== null) work.update('invoiceitem', item, { invoice: invoice.id })
  }
}

/** @throws Refusal when it is no draft any more */
export function draftNamed(id: string, work: UnitOfWork, param = 'invoice'): Invoice {
  const invoice = work.get('invoice', id, param)
  if (invoice.status !== 'draft') throw notEditable(invoice)
  return invoice
}

export function addEntries(id: string, entries: readonly Entry[], work: UnitOfWork): Invoice {
  for (const { line } of entries) {
    work.insert('line_item', { ...line, invoice: id })
    const item = itemBehind(line)
    if (item !== null) work.update('invoiceitem', item, { invoice: id })
  }
  return recompute(id, work)
}

/** The item's line is made anew from what the item is now. */
export function replaceEntry(id: string, item: Stripe.InvoiceItem, work: UnitOfWork): void {
  const line = lineOf(id, item.id, work)
  if (!line) return
  const { id: _, ...fresh } = entryOf(item, work).line
  work.update('line_item', line.id, { ...fresh, invoice: id })
  recompute(id, work, item)
}

export function dropItem(id: string, item: string, work: UnitOfWork): void {
  const line = lineOf(id, item, work)
  if (line) work.remove('line_item', line.id)
  recompute(id, work)
}

function lineOf(id: string, item: string, work: UnitOfWork): Line | undefined {
  return linesOf(id, work).find((line) => itemBehind(line) === item)
}

export function linesOf(id: string, work: UnitOfWork): Line[] {
  return work.list('line_item', { invoice: id })
}

/** Adds the draft up again. @param changed an item that is about to be kept as it is here */
export function recompute(id: string, work: UnitOfWork, changed?: Stripe.InvoiceItem): Invoice {
  const draft = work.get('invoice', id)
  const entries = linesOf(id, work).map((line) => ({ line, rates: ratesOf(line, work, changed) }))
  const { sums, lines } = compute(draft, entries, work)
  for (const line of lines) work.update('line_item', line.id, line)
  return work.update('invoice', id, sums)
}

export function ratesOf(
  line: Line,
  work: UnitOfWork,
  changed?: Stripe.InvoiceItem,
): readonly Stripe.TaxRate[] {
  const item = itemBehind(line)
  if (item !== null && item === changed?.id) return changed.tax_rates ?? []
  if (item !== null) return work.find('invoiceitem', item)?.tax_rates ?? []
  const subscribed = line.parent?.subscription_item_details?.subscription_item
  return (subscribed && work.find('subscription_item', subscribed)?.tax_rates) || []
}

/** The customer's items that wait for an invoice in `currency`, newest first. */
export function pendingItems(
  customer: string,
  currency: string,
  work: UnitOfWork,
): Stripe.InvoiceItem[] {
  return work
    .list('invoiceitem', { customer })
    .filter((item) => item.invoice === null && item.currency === currency)
}

export function entriesOf(items: readonly Stripe.InvoiceItem[], work: UnitOfWork): Entry[] {
  return items.map((item) => entryOf(item, work))
}

/** The customer of an invoice; every invoice here has one. */
export function customerOfInvoice({ customer }: Invoice, work: UnitOfWork): Stripe.Customer {
  return work.get('customer', idOf(customer ?? ''))
}
