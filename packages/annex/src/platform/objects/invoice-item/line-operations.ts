/** Lines of a draft by their own addresses: each added one is an invoice item that stands on it. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addEntries, dropItem, recompute, replaceEntry } from '../invoice/draft.js'
import { entryOf, itemBehind, type Entry } from '../invoice/entry.js'
import { notEditable } from '../invoice/refusals.js'
import { idOf } from '../reference.js'
import { changesOf, itemGiven } from './given.js'
import { notOnInvoice, onlyItems, otherCurrency, otherCustomer, takenAlready } from './refusals.js'

type Invoice = Stripe.Invoice
type Line = Stripe.InvoiceLineItem
type Metadata = Stripe.Emptyable<Readonly<Record<string, string>>>

export const lineOperations: Readonly<Record<string, Operation>> = {
  'POST /v1/invoices/{id}/add_lines': (
    { id = '' },
    { lines, invoice_metadata }: Stripe.InvoiceAddLinesParams,
    work,
  ) => {
    const draft = draftAt(id, work)
    addEntries(
      id,
      lines.map((line, index) => added(line, draft, `lines[${index}]`, work)),
      work,
    )
    return withMetadata(id, invoice_metadata, work)
  },
  'POST /v1/invoices/{id}/remove_lines': (
    { id = '' },
    { lines, invoice_metadata }: Stripe.InvoiceRemoveLinesParams,
    work,
  ) => {
    draftAt(id, work)
    for (const [index, line] of lines.entries()) takeOff(id, line, `lines[${index}][id]`, work)
    return withMetadata(id, invoice_metadata, work)
  },
  'POST /v1/invoices/{id}/update_lines': (
    { id = '' },
    { lines, invoice_metadata }: Stripe.InvoiceUpdateLinesParams,
    work,
  ) => {
    draftAt(id, work)
    for (const [index, line] of lines.entries()) {
      changeLine(lineOn(id, line.id, `lines[${index}][id]`, work), line, work)
    }
    return withMetadata(id, invoice_metadata, work)
  },
  'POST /v1/invoices/{invoice}/lines/{line_item_id}': (
    { invoice = '', line_item_id = '' },
    params: Stripe.InvoiceUpdateLineItemParams,
    work,
  ) => {
    draftAt(invoice, work)
    const line = lineOn(invoice, line_item_id, 'line_item_id', work)
    changeLine(line, { ...params, id: line.id }, work)
    return work.get('line_item', line.id)
  },
}

function draftAt(id: string, work: UnitOfWork): Invoice {
  const invoice = work.get('invoice', id)
  if (invoice.status !== 'draft') throw notEditable(invoice)
  return invoice
}

function added(
  { invoice_item, price_data, tax_rates, ...line }: Stripe.InvoiceAddLinesParams['lines'][number],
  draft: Invoice,
  param: string,
  work: UnitOfWork,
): Entry {
  if (invoice_item)
    return entryOf(waiting(invoice_item, draft, `${param}[invoice_item]`, work), work)
  const item = itemGiven(
    {
      ...line,
      ...{ customer: idOf(draft.customer ?? ''), currency: draft.currency, invoice: draft.id },
      ...(price_data?.product && { price_data: { ...price_data, product: price_data.product } }),
      ...(tax_rates && { tax_rates }),
    },
    work,
  )
  return entryOf(work.insert('invoiceitem', item), work)
}

function waiting(id: string, draft: Invoice, param: string, work: UnitOfWork): Stripe.InvoiceItem {
  const item = work.get('invoiceitem', id, param)
  if (idOf(item.customer) !== idOf(draft.customer ?? '')) throw otherCustomer(param)
  if (item.currency !== draft.currency) throw otherCurrency(draft, param)
  if (item.invoice !== null) throw takenAlready(id, param)
  return item
}

function lineOn(invoice: string, id: string, param: string, work: UnitOfWork): Line {
  const line = work.find('line_item', id)
  if (line?.invoice !== invoice) throw notOnInvoice(id, param)
  return line
}

/** The item waits again, or goes with its line. */
function takeOff(
  invoice: string,
  { id, behavior }: Stripe.InvoiceRemoveLinesParams['lines'][number],
  param: string,
  work: UnitOfWork,
): void {
  const item = itemBehind(lineOn(invoice, id, param, work))
  if (item === null) throw onlyItems(id, param)
  dropItem(invoice, item, work)
  if (behavior === 'unassign') work.update('invoiceitem', item, { invoice: null })
  else work.remove('invoiceitem', item)
}

function changeLine(
  line: Line,
  params: Stripe.InvoiceUpdateLinesParams['lines'][number],
  work: UnitOfWork,
): void {
  const {
    description,
    metadata,
    price_data,
    quantity_decimal: _,
    tax_amounts: __,
    ...rest
  } = params
  const words = {
    ...(description !== undefined && { description }),
    ...(metadata !== undefined && { metadata: metadataAfter(line.metadata, metadata) }),
  }
  const itemId = itemBehind(line)
  if (itemId === null) {
    if (
      price_data ??
      Object.keys(rest).some((name) => !['id', 'expand', 'period'].includes(name))
    ) {
      throw onlyItems(line.id, 'lines')
    }
    work.update('line_item', line.id, words)
    recompute(line.invoice ?? '', work)
    return
  }
  const before = work.get('invoiceitem', itemId)
  const priced = price_data?.product && {
    price_data: { ...price_data, product: price_data.product },
  }
  const changes = { ...changesOf({ ...rest, ...priced }, before, work), ...words }
  work.update('invoiceitem', itemId, changes)
  replaceEntry(line.invoice ?? '', { ...before, ...changes }, work)
}

function withMetadata(id: string, metadata: Metadata | undefined, work: UnitOfWork): Invoice {
  const invoice = work.get('invoice', id)
  if (metadata === undefined) return invoice
  return work.update('invoice', id, { metadata: metadataAfter(invoice.metadata, metadata) })
}
