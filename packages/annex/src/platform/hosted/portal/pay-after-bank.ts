/** A change whose card asks for 3-D Secure: it is made once the payer has passed at their bank. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { intentOf, openPaymentOf } from '../../objects/invoice-payment/payments.js'
import { idOrNull } from '../../objects/reference.js'
import { ask } from '../ask.js'
import { methodFor, proposeChange, type Asked } from './change.js'
import { doneAt, finish } from './finish.js'
import type { Visit } from './visit.js'

export function askBankFirst(c: Context, asked: Asked, visit: Visit): Response {
  const { latest_invoice } = proposeChange(asked, visit)
  const payment = openPaymentOf(idOrNull(latest_invoice) ?? '', visit.work)
  const payment_method = methodFor(asked.subscription, visit)
  if (!payment || payment_method === null) return finish(c, visit, 'subscription_update')
  const return_url = visit.work.baseUrl + visit.at(doneAt('subscription_update'))
  const { next_action } = ask<Stripe.PaymentIntent>(visit, {
    ...{ method: 'POST', path: `/v1/payment_intents/${intentOf(payment)}/confirm` },
    params: { payment_method, return_url },
  })
  const bank = next_action?.redirect_to_url?.url
  return bank ? c.redirect(bank, 303) : finish(c, visit, 'subscription_update')
}
