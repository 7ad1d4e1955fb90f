/** What can be asked of an invoice by its path: finalize, pay, send, void, mark uncollectible. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { HOUR_SECONDS } from '../billing/durations.js'
import { attachPayment } from './attach-payment.js'
import { collect } from './collect.js'
import { markUncollectible, stopPayment, voidInvoice } from './end.js'
import { finalize as makeFinal } from './finalize.js'
import { paid } from './settle.js'

type Invoice = Stripe.Invoice

function finalize(draft: Invoice, params: Stripe.InvoiceFinalizeInvoiceParams, work: UnitOfWork) {
  const { auto_advance = draft.auto_advance ?? false } = params
  if (auto_advance !== draft.auto_advance) work.update('invoice', draft.id, { auto_advance })
  const final = makeFinal(work.get('invoice', draft.id), work)
  const automatic = auto_advance && final.collection_method === 'charge_automatically'
  if (final.status === 'open' && automatic) {
    work.later(work.now + HOUR_SECONDS, 'collect_invoice', final.id)
  }
  return final
}

function pay(invoice: Invoice, params: Stripe.InvoicePayParams, work: UnitOfWork): Invoice {
  const open = invoice.status === 'draft' ? makeFinal(invoice, work) : invoice
  if (open.status === 'paid') return open
  if (params.paid_out_of_band) return payOutOfBand(open, work)
  const means = { payment_method: params.payment_method, offSession: params.off_session ?? true }
  const { invoice: tried, refusal } = collect(open, means, work)
  if (refusal) work.answerWith(refusal)
  return tried
}

/** Cash, a cheque, another processor: the money never passed through here. */
function payOutOfBand(open: Invoice, work: UnitOfWork): Invoice {
  stopPayment(open.id, 'automatic', work)
  const amount = open.amount_remaining
  const more = { amount_paid: open.amount_paid + amount, amount_paid_off_stripe: amount }
  return paid(open, more, work)
}

function send(invoice: Invoice, _params: object, work: UnitOfWork): Invoice {
  const open = invoice.status === 'draft' ? makeFinal(invoice, work) : invoice
  work.announce('invoice.sent', open)
  return open
}

export const verbs = {
  attach_payment: attachPayment,
  finalize,
  pay,
  send,
  void: (open: Invoice, _params: object, work: UnitOfWork) => voidInvoice(open, work),
  mark_uncollectible(invoice: Invoice, _params: object, work: UnitOfWork) {
    const open = invoice.status === 'draft' ? makeFinal(invoice, work) : invoice
    return markUncollectible(open, work)
  },
}
