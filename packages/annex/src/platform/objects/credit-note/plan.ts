/** A credit note as it will be, and what it does to the invoice; nothing is changed here. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { idOf } from '../reference.js'
import { linesGiven } from './lines.js'
import { pdfAddress } from './pdf-address.js'
import { lessThanNothing, moreThanLeft, mustAddUp, onlyFinalInvoices } from './refusals.js'

type CreditNote = Stripe.CreditNote
type Params = Stripe.CreditNoteCreateParams

export function planned(params: Params, work: UnitOfWork): CreditNote {
  const invoice = work.get('invoice', params.invoice, 'invoice')
  if (invoice.status !== 'open' && invoice.status !== 'paid') throw onlyFinalInvoices(invoice)
  const lines = linesGiven(params, invoice, work)
  const sums = sumsOf(lines)
  if (sums.total < 0) throw lessThanNothing()
  checkRoom(sums.total, invoice, work)
  const pre = Math.min(sums.total, invoice.amount_remaining)
  const post = sums.total - pre
  checkParts(post, params, invoice, work)
  const id = work.newId('credit_note')
  return {
    id,
    object: 'credit_note',
    amount: sums.total,
    amount_shipping: 0,
    created: work.now,
    currency: invoice.currency,
    customer: idOf(invoice.customer ?? ''),
    customer_account: null,
    customer_balance_transaction: null,
    ...discountsOf(lines),
    effective_at: params.effective_at ?? work.now,
    invoice: invoice.id,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/credit_notes/${id}/lines` },
    livemode: work.caller.livemode,
    memo: params.memo ?? null,
    metadata: metadataFrom(params.metadata),
    number: numberFor(invoice, work),
    out_of_band_amount: params.out_of_band_amount ?? null,
    pdf: pdfAddress(id, work),
    post_payment_amount: post,
    pre_payment_amount: pre,
    reason: params.reason ?? null,
    refunds: [],
    shipping_cost: null,
    status: 'issued',
    ...sums,
    type: post === 0 ? 'pre_payment' : pre === 0 ? 'post_payment' : 'mixed',
    voided_at: null,
  }
}

function sumsOf(lines: readonly Stripe.CreditNoteLineItem[]) {
  const subtotal = sum(lines.map(({ amount }) => amount))
  // Discounts, and what was paid with billing credit.
  const taken = sum(lines.flatMap((line) => line.pretax_credit_amounts.map(({ amount }) => amount)))
  const taxes = lines.flatMap((line) => line.taxes ?? [])
  const all = (behavior: string) =>
    sum(taxes.filter((tax) => tax.tax_behavior === behavior).map(({ amount }) => amount))
  const total = subtotal - taken + all('exclusive')
  return {
    subtotal,
    subtotal_excluding_tax: subtotal - all('inclusive'),
    total,
    total_excluding_tax: total - all('exclusive') - all('inclusive'),
    total_taxes: taxes,
  }
}

function discountsOf(lines: readonly Stripe.CreditNoteLineItem[]) {
  const discount_amounts = lines.flatMap((line) => line.discount_amounts)
  return {
    discount_amount: sum(discount_amounts.map(({ amount }) => amount)),
    discount_amounts,
    pretax_credit_amounts: lines.flatMap((line) => line.pretax_credit_amounts),
  }
}

function checkRoom(asked: number, invoice: Stripe.Invoice, work: UnitOfWork): void {
  const credited = sum(issuedFor(invoice, work).map(({ total }) => total))
  const left = invoice.total - credited
  if (asked > left) throw moreThanLeft(asked, left, invoice.currency)
}

/** What was paid goes back somewhere: to the card, to the balance, or outside. */
function checkParts(
  post: number,
  { credit_amount = 0, refund_amount = 0, out_of_band_amount = 0, refunds = [] }: Params,
  { currency }: Stripe.Invoice,
  work: UnitOfWork,
): void {
  const parts = { credit_amount, refund_amount, out_of_band_amount }
  const negative = Object.entries(parts).find(([, amount]) => amount < 0)
  if (negative) throw integerTooSmall(negative[0], 0)
  const linked = refunds.map(({ refund, amount_refunded }) => {
    return amount_refunded ?? (refund ? work.get('refund', refund, 'refunds').amount : 0)
  })
  const given = credit_amount + refund_amount + out_of_band_amount + sum(linked)
  if (given !== post) throw mustAddUp(post, given, currency)
}

function issuedFor(invoice: Stripe.Invoice, work: UnitOfWork): readonly CreditNote[] {
  return work
    .list('credit_note', { invoice: invoice.id })
    .filter(({ status }) => status === 'issued')
}

function numberFor(invoice: Stripe.Invoice, work: UnitOfWork): string {
  const count = work.list('credit_note', { invoice: invoice.id }).length + 1
  return `${invoice.number}-CN-${String(count).padStart(2, '0')}`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
