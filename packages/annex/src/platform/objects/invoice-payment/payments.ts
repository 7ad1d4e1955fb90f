/** The payments of an invoice: the open one it waits for, and those that came. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'

type Payment = Stripe.InvoicePayment

export function addPayment(
  invoice: Stripe.Invoice,
  payment_intent: string,
  work: UnitOfWork,
): Payment {
  const amount_requested = invoice.amount_remaining
  return insertPayment(invoice, { payment_intent, amount_requested, is_default: true }, work)
}

/** One beside the payment that the invoice made itself. */
export function attachPaymentTo(
  invoice: Stripe.Invoice,
  { id, amount }: Stripe.PaymentIntent,
  work: UnitOfWork,
): Payment {
  const terms = { payment_intent: id, amount_requested: amount, is_default: false }
  return insertPayment(invoice, terms, work)
}

interface Terms {
  readonly payment_intent: string
  readonly amount_requested: number
  readonly is_default: boolean
}

function insertPayment(
  invoice: Stripe.Invoice,
  { payment_intent, ...terms }: Terms,
  work: UnitOfWork,
): Payment {
  return work.insert('invoice_payment', {
    id: work.newId('invoice_payment'),
    object: 'invoice_payment',
    amount_paid: null,
    ...terms,
    created: work.now,
    currency: invoice.currency,
    invoice: invoice.id,
    livemode: work.caller.livemode,
    payment: { payment_intent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
}

/** The payment that the invoice asks for itself, while there is one. */
export function openPaymentOf(invoice: string, work: UnitOfWork): Payment | undefined {
  return openPaymentsOf(invoice, work).find(({ is_default }) => is_default)
}

export function openPaymentsOf(invoice: string, work: UnitOfWork): Payment[] {
  return paymentsOf(invoice, work).filter(({ status }) => status === 'open')
}

export function paymentsOf(invoice: string, work: UnitOfWork): Payment[] {
  return work.list('invoice_payment', { invoice })
}

export function markPaid(payment: Payment, amount_paid: number, work: UnitOfWork): Payment {
  const status_transitions = { ...payment.status_transitions, paid_at: work.now }
  return work.update('invoice_payment', payment.id, {
    ...{ amount_paid, status: 'paid', status_transitions },
  })
}

export function markCanceled(payment: Payment, work: UnitOfWork): Payment {
  const status_transitions = { ...payment.status_transitions, canceled_at: work.now }
  return work.update('invoice_payment', payment.id, { status: 'canceled', status_transitions })
}

export function intentOf({ payment }: Payment): string {
  return idOf(payment.payment_intent ?? '')
}
