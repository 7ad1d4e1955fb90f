/** What a credit note does: lowers what is due, gives back what was paid; and how one is undone. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { moveBalance } from '../customer/move-balance.js'
import { stopPayment } from '../invoice/end.js'
import { askForRest, paid } from '../invoice/settle.js'
import { intentOf } from '../invoice-payment/payments.js'
import { createRefund } from '../refund/create-refund.js'
import { idOf } from '../reference.js'
import { paidStays } from './refusals.js'

type CreditNote = Stripe.CreditNote

/** After `credit_note.created`: refund, balance, invoice. */
export function issue(
  note: CreditNote,
  params: Stripe.CreditNoteCreateParams,
  work: UnitOfWork,
): CreditNote {
  const refunds = refundsFor(note, params, work)
  const balance = moveBalance(
    idOf(note.customer),
    {
      ...{ amount: -(params.credit_amount ?? 0), currency: note.currency, type: 'credit_note' },
      ...{ invoice: idOf(note.invoice), credit_note: note.id },
    },
    work,
  )
  lower(work.get('invoice', idOf(note.invoice)), note, work)
  const made = { customer_balance_transaction: balance?.id ?? null, refunds }
  return work.update('credit_note', note.id, made)
}

function refundsFor(
  note: CreditNote,
  { refund_amount, refunds = [] }: Stripe.CreditNoteCreateParams,
  work: UnitOfWork,
): CreditNote['refunds'] {
  const linked = refunds.map(({ refund = '' }) => work.get('refund', refund, 'refunds'))
  const made = refund_amount ? [refundOf(note, refund_amount, work)] : []
  return [...linked, ...made].map((refund) => ({
    amount_refunded: refund.amount,
    payment_record_refund: null,
    refund: refund.id,
    type: 'refund',
  }))
}

function refundOf(note: CreditNote, amount: number, work: UnitOfWork): Stripe.Refund {
  const payments = work.list('invoice_payment', { invoice: idOf(note.invoice) })
  const payment = payments.find(({ status }) => status === 'paid')
  const payment_intent = payment ? intentOf(payment) : ''
  return createRefund({ payment_intent, amount }, work)
}

function lower(invoice: Stripe.Invoice, note: CreditNote, work: UnitOfWork): void {
  const { pre_payment_amount: pre, post_payment_amount: post } = note
  const remaining = invoice.amount_remaining - pre
  const after = work.update('invoice', invoice.id, {
    amount_due: invoice.amount_due - pre,
    amount_remaining: remaining,
    post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + post,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + pre,
  })
  if (pre === 0) return
  if (remaining > 0) askForRest(after, work)
  else {
    stopPayment(invoice.id, 'automatic', work)
    paid(after, {}, work)
  }
}

export function voidNote(note: CreditNote, _params: object, work: UnitOfWork): CreditNote {
  const invoice = work.get('invoice', idOf(note.invoice))
  if (invoice.status !== 'open' || note.post_payment_amount > 0) throw paidStays()
  const voided = work.update('credit_note', note.id, { status: 'void', voided_at: work.now })
  const { pre_payment_amount: pre } = note
  const after = work.update('invoice', invoice.id, {
    amount_due: invoice.amount_due + pre,
    amount_remaining: invoice.amount_remaining + pre,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount - pre,
  })
  askForRest(after, work)
  return voided
}
