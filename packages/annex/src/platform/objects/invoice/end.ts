/** Ways an open invoice ends without being paid: void, or not expected to be paid any more. */
import type Stripe from 'stripe'
import { returnCredits } from './credits.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { moveBalance } from '../customer/move-balance.js'
import { intentOf, markCanceled, openPaymentsOf } from '../invoice-payment/payments.js'
import { cancel } from '../payment-intent/cancel.js'
import { lifecycle as intentLifecycle } from '../payment-intent/lifecycle.js'
import { idOrNull } from '../reference.js'

type Invoice = Stripe.Invoice

/** As if it had never been: credit that went into it comes back. */
export function voidInvoice(open: Invoice, work: UnitOfWork): Invoice {
  const voided = work.update('invoice', open.id, {
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...open.status_transitions, voided_at: work.now },
  })
  stopPayment(open.id, 'void_invoice', work)
  returnCredits(open, work)
  const used = (open.ending_balance ?? open.starting_balance) - open.starting_balance
  const move = { amount: -used, currency: open.currency, invoice: open.id } as const
  const customer = idOrNull(open.customer)
  if (customer !== null) {
    moveBalance(customer, { ...move, type: 'unapplied_from_invoice' }, work)
  }
  return voided
}

/** Still owed, but nobody counts on it: no more tries. It can be paid or voided later. */
export function markUncollectible(open: Invoice, work: UnitOfWork): Invoice {
  return work.update('invoice', open.id, {
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...open.status_transitions, marked_uncollectible_at: work.now },
  })
}

/** The invoice waits for no payment any more. */
export function stopPayment(
  invoice: string,
  cancellation_reason: Stripe.PaymentIntentCancelParams.CancellationReason,
  work: UnitOfWork,
): void {
  for (const payment of openPaymentsOf(invoice, work)) {
    const intent = work.get('payment_intent', intentOf(payment))
    const isOurs = payment.is_default && mayRun(intentLifecycle, 'cancel', intent)
    // What was attached belongs to whoever made it.
    if (isOurs) cancel(intent, { cancellation_reason }, work)
    markCanceled(payment, work)
  }
}
