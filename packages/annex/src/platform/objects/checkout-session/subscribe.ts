/** The subscription of a session: made with the first try that money depends on, paid by the same one. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { intentOf, openPaymentOf } from '../invoice-payment/payments.js'
import { tryToPay } from '../payment-intent/confirm.js'
import { attach } from '../payment-method/attach.js'
import { idOrNull } from '../reference.js'
import { begin, subscriptionGiven } from '../subscription/create.js'
import { complete } from './complete.js'
import { giveUp } from './expire.js'
import { change, remember, type Kept, type Line } from './kept.js'
import { markMadeFor } from './made-for.js'
import { returnUrl } from './return-url.js'

/** Tries to pay the first invoice; its fate completes the session (`settle.ts`). */
export function payFirstInvoice(
  session: Kept,
  method: Stripe.PaymentMethod,
  work: UnitOfWork,
): void {
  const waits = openPaymentOf(idOrNull(session.invoice) ?? '', work) !== undefined
  const made = waits ? session : subscribe(session, { payment_method: method.id }, work)
  if (waits) {
    const id = idOrNull(made.subscription) ?? ''
    work.update('subscription', id, { default_payment_method: method.id })
  }
  const payment = openPaymentOf(idOrNull(made.invoice) ?? '', work)
  if (!payment) return finishOnCredit(made, method, work)
  const intent = work.get('payment_intent', intentOf(payment))
  remember(made, { intent: intent.id }, work)
  markMadeFor(made, intent.id, work)
  tryToPay(intent, { payment_method: method.id, return_url: returnUrl(session, work) }, work)
}

/** The customer's balance has paid; the card is for what comes next. */
function finishOnCredit(session: Kept, method: Stripe.PaymentMethod, work: UnitOfWork): void {
  attach(method, { customer: idOrNull(session.customer) ?? '' }, work)
  complete(session, 'paid', work)
}

/**
 * What an earlier try has made is given up: its invoice went unpaid for 23 hours, or was voided.
 * @param saved what the subscription is paid with from now on; null where no card was asked for
 */
export function subscribe(
  session: Kept,
  saved: Pick<Stripe.SetupIntent, 'payment_method'> | null,
  work: UnitOfWork,
): Kept {
  giveUp(session, work)
  const params = paramsFor(session, idOrNull(saved?.payment_method), work)
  const planned = work.insert('subscription', subscriptionGiven(params, work))
  const subscription = begin(planned, { ...params, payment_behavior: 'default_incomplete' }, work)
  const invoice = idOrNull(subscription.latest_invoice)
  if (invoice !== null) markMadeFor(session, invoice, work)
  return change(session, { subscription: subscription.id, invoice }, work)
}

type Params = Parameters<typeof subscriptionGiven>[0]
type MethodTypes = NonNullable<
  Stripe.SubscriptionCreateParams.PaymentSettings['payment_method_types']
>

function paramsFor(session: Kept, method: string | null, work: UnitOfWork): Params {
  const { lines, terms } = session.kept
  const { invoice_settings: _, ...data } = terms.subscription_data ?? {}
  const recurs = (line: Line) => work.get('price', line.price).recurring !== null
  const discounts = (session.discounts ?? []).map(({ coupon, promotion_code }) => {
    const code = idOrNull(promotion_code)
    return code === null ? { coupon: idOrNull(coupon) ?? '' } : { promotion_code: code }
  })
  return {
    ...data,
    customer: idOrNull(session.customer) ?? '',
    currency: session.currency ?? '',
    items: lines.filter(recurs).map((line) => sold(line, work)),
    add_invoice_items: lines.filter((line) => !recurs(line)).map((line) => sold(line, work)),
    ...(discounts.length > 0 && { discounts }),
    ...(method !== null && { default_payment_method: method }),
    payment_settings: { payment_method_types: session.payment_method_types as MethodTypes },
    // Whoever pays here is there to be asked.
    off_session: false,
  }
}

function sold({ price, quantity, tax_rates }: Line, work: UnitOfWork) {
  const metered = work.get('price', price).recurring?.usage_type === 'metered'
  return {
    ...{ price, agreed: true },
    ...(!metered && { quantity }),
    ...(tax_rates.length > 0 && { tax_rates: [...tax_rates] }),
  }
}
