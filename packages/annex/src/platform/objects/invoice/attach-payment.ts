/** Lets a payment made elsewhere, or still to come, pay for an open invoice or a part of it. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { attachPaymentTo, paymentsOf, intentOf } from '../invoice-payment/payments.js'
import { idOrNull } from '../reference.js'
import { cannotAttach, noPaymentRecords } from './refusals.js'
import { credit } from './settle.js'

type Invoice = Stripe.Invoice

export function attachPayment(
  open: Invoice,
  { payment_intent: id, payment_record }: Stripe.InvoiceAttachPaymentParams,
  work: UnitOfWork,
): Invoice {
  if (payment_record !== undefined) throw noPaymentRecords()
  if (id === undefined) throw parameterMissing('payment_intent')
  const intent = work.get('payment_intent', id, 'payment_intent')
  checkFits(intent, open, work)
  const payment = attachPaymentTo(open, intent, work)
  // By which reactions find the invoice once the money comes.
  const details = { customer_reference: null, ...intent.payment_details, order_reference: open.id }
  work.update('payment_intent', id, { payment_details: details })
  if (intent.status === 'succeeded') credit(open, payment, intent.amount_received, work)
  return work.get('invoice', open.id)
}

function checkFits(intent: Stripe.PaymentIntent, open: Invoice, work: UnitOfWork): void {
  const { currency, customer, status } = intent
  if (status === 'canceled') throw cannotAttach('it is canceled')
  if (currency !== open.currency) throw cannotAttach(`its currency is not ${open.currency}`)
  if (idOrNull(customer) !== idOrNull(open.customer)) throw cannotAttach('its customer is another')
  const other = intent.payment_details?.order_reference
  const taken = [open.id, ...(other ? [other] : [])].flatMap((id) => paymentsOf(id, work))
  if (taken.some((one) => intentOf(one) === intent.id && one.status !== 'canceled')) {
    throw cannotAttach('it is attached to an invoice already')
  }
  const amount = status === 'succeeded' ? intent.amount_received : intent.amount
  if (amount > open.amount_remaining) {
    throw cannotAttach(
      `its amount is more than the ${open.amount_remaining} that remain to be paid`,
    )
  }
}
