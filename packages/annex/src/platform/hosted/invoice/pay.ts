/** Paying an invoice with a typed card: its payment intent is confirmed, as Stripe.js would. */
import type Stripe from 'stripe'
import type { Engine } from '../../engine/context.js'
import { intentOf, openPaymentOf } from '../../objects/invoice-payment/payments.js'
import { ask } from '../ask.js'
import { keepCard } from '../keep-card.js'
import type { Linked } from '../linked.js'
import type { Typed } from '../typed-card.js'

type PaymentIntent = Stripe.PaymentIntent

/** What the invoice is waiting for; undefined once nothing is. */
export function intentFor({ object, work }: Linked<'invoice'>): PaymentIntent | undefined {
  const payment = openPaymentOf(object.id, work)
  return payment && work.find('payment_intent', intentOf(payment))
}

/**
 * @param path the invoice's page, where the payer's bank leads back to
 * @throws Refusal when the card doesn't exist, or was declined
 */
export function pay(
  engine: Engine,
  found: Linked<'invoice'>,
  typed: Typed,
  path: string,
): PaymentIntent {
  const { object: invoice, work, caller } = found
  const payment_method = keepCard({ engine, work }, typed, invoice.customer_email)
  return ask(
    { engine, caller },
    {
      ...{ method: 'POST', path: `/v1/payment_intents/${intentFor(found)?.id}/confirm` },
      params: { payment_method, return_url: work.baseUrl + path },
    },
  )
}
