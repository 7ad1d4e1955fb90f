/** What becomes of an open invoice when its payment went through, or didn't. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { intentOf, markPaid, openPaymentOf, openPaymentsOf } from '../invoice-payment/payments.js'
import { idOrNull } from '../reference.js'
import { stopPayment } from './end.js'
import { isWaitedFor, nextAttempt } from './retries.js'
import { sharingOf } from './sharing.js'

type Invoice = Stripe.Invoice

/** `payment_intent.succeeded`: the money is there. */
export function settleInvoice(intentId: string, work: UnitOfWork): void {
  const found = invoicePaidBy(intentId, work)
  if (!found) return
  credit(found.invoice, found.payment, work.get('payment_intent', intentId).amount_received, work)
}

/** What was paid counts; the invoice is paid once that is all of it. */
export function credit(
  open: Invoice,
  payment: Stripe.InvoicePayment,
  amount: number,
  work: UnitOfWork,
): void {
  const amount_paid = open.amount_paid + amount
  const left = open.amount_remaining - amount
  if (left > 0 && !payment.is_default) {
    askForRest(work.update('invoice', open.id, { amount_paid, amount_remaining: left }), work)
    markPaid(payment, amount, work)
    return
  }
  const amount_overpaid = open.amount_overpaid + Math.max(0, -left)
  paid(open, { amount_overpaid, amount_paid, attempted: true }, work)
  markPaid(payment, amount, work)
  if (!payment.is_default) stopPayment(open.id, 'automatic', work)
  setDelinquent(open, false, work)
}

/** The invoice's own payment is about what is left of it, and so is whatever is shared of that. */
export function askForRest(open: Invoice, work: UnitOfWork): void {
  const own = openPaymentOf(open.id, work)
  // What a bank was asked for already stays as it is; should it say no, the next try is about the rest.
  if (!own || work.get('payment_intent', intentOf(own)).status === 'processing') return
  const { amount_remaining: amount } = open
  const { application_fee_amount, transfer_data } = sharingOf(open, work)
  work.update('invoice_payment', own.id, { amount_requested: amount })
  work.update('payment_intent', intentOf(own), {
    amount,
    ...(application_fee_amount !== undefined && { application_fee_amount }),
    ...(transfer_data && { transfer_data }),
  })
}

/** Nothing is due: credit covers it, or there was nothing to pay. */
export function settleWithoutPayment(open: Invoice, work: UnitOfWork): Invoice {
  return paid(open, { attempted: true }, work)
}

export function paid(open: Invoice, more: Partial<Invoice>, work: UnitOfWork): Invoice {
  return work.update('invoice', open.id, {
    amount_remaining: 0,
    attempt_count: open.amount_due > 0 ? Math.max(open.attempt_count, 1) : open.attempt_count,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...open.status_transitions, paid_at: work.now },
    ...more,
  })
}

/** `payment_intent.payment_failed`: the invoice stays open and is tried again later. */
export function noteFailedPayment(intentId: string, work: UnitOfWork): void {
  const found = invoicePaidBy(intentId, work)
  if (!found?.payment.is_default) return
  askForRest(found.invoice, work)
  failed(found.invoice, work)
}

/** A try that came to nothing, with or without a charge. */
export function failed(open: Invoice, work: UnitOfWork): Invoice {
  const after = afterFailure(open, work)
  const invoice = work.update('invoice', open.id, after)
  if (after.next_payment_attempt !== null) {
    work.later(after.next_payment_attempt, 'collect_invoice', open.id)
  }
  if (!isWaitedFor(open, work)) setDelinquent(open, true, work)
  return invoice
}

/** `payment_intent.requires_action`: the payer has to pass 3-D Secure first. */
export function noteActionRequired(intentId: string, work: UnitOfWork): void {
  const found = invoicePaidBy(intentId, work)
  if (!found?.payment.is_default) return
  const after = { ...found.invoice, ...afterFailure(found.invoice, work) }
  work.announce('invoice.payment_action_required', after)
  failed(found.invoice, work)
}

function afterFailure(open: Invoice, work: UnitOfWork) {
  // Whatever was tried first counts; after that only what we try by ourselves.
  const automatic = open.next_payment_attempt !== null && open.next_payment_attempt <= work.now
  const attempt_count = automatic ? open.attempt_count + 1 : Math.max(open.attempt_count, 1)
  const next_payment_attempt =
    automatic || open.attempt_count === 0
      ? nextAttempt({ ...open, attempt_count }, work)
      : open.next_payment_attempt
  return { attempt_count, attempted: true, next_payment_attempt }
}

/** The open invoice that a payment intent is for. */
function invoicePaidBy(intentId: string, work: UnitOfWork) {
  const reference = work.get('payment_intent', intentId).payment_details?.order_reference
  const invoice = reference ? work.find('invoice', reference) : undefined
  if (!invoice) return undefined
  const payment = openPaymentsOf(invoice.id, work).find((one) => intentOf(one) === intentId)
  return payment && { invoice, payment }
}

function setDelinquent({ customer }: Invoice, delinquent: boolean, work: UnitOfWork): void {
  const id = idOrNull(customer)
  if (id !== null && work.find('customer', id)) work.update('customer', id, { delinquent })
}
