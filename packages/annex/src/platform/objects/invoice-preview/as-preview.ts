/** How an invoice that will never be is shown. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { shownList } from '../invoice/compute.js'
import { spendCredits } from '../invoice/credits.js'
import { linesOf } from '../invoice/draft.js'

type Invoice = Stripe.Invoice

export function shown(invoice: Invoice, work: UnitOfWork): Invoice {
  const spent = invoice.status === 'draft' ? spendCredits(invoice, work) : invoice
  const { data, has_more } = spent.lines
  // All of them, unless there are too many to be shown.
  return asPreview(spent, has_more ? linesOf(invoice.id, work) : data)
}

/** An invoice that exists nowhere: a draft with ids of its own, and all its lines. */
export function asPreview(invoice: Invoice, lines: readonly Stripe.InvoiceLineItem[]): Invoice {
  const id = invoice.id.replace(/^in_/, 'upcoming_in_')
  const all = lines.map((line) => ({
    ...line,
    id: line.id.replace(/^il_/, 'il_tmp_'),
    invoice: id,
  }))
  return {
    ...invoice,
    id,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: null,
    billing_reason: 'upcoming',
    effective_at: null,
    ending_balance: invoice.ending_balance,
    hosted_invoice_url: null,
    invoice_pdf: null,
    lines: { ...shownList({ id }, all), data: all, has_more: false },
    number: null,
    status: 'draft',
    status_transitions: {
      ...{ finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    },
  }
}
