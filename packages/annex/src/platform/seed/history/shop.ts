/** A shop's past, relived: real operations, each with the clock at its own moment. */
import type Stripe from 'stripe'
import type { HeldClock } from '../../../core/clock.js'
import type { Random } from '../../../core/random.js'
import type { Engine } from '../../engine/context.js'
import { runDue } from '../../time/due.js'
import { actingFor } from '../acting.js'

/** What the people of a story can do. Parameters are the official package's; nothing is invented. */
export interface Shop {
  readonly random: Random
  product(params: Stripe.ProductCreateParams): string
  price(params: Stripe.PriceCreateParams): string
  customer(params: Stripe.CustomerCreateParams): string
  /** Saves a card and makes it the default. @param token `pm_card_visa` */
  saveCard(customer: string, token: string): string
  /** Tries to be paid; a decline is an outcome like any other. */
  pay(params: Stripe.PaymentIntentCreateParams): Stripe.PaymentIntent
  coupon(params: Stripe.CouponCreateParams): string
  /** A declined card leaves it incomplete. */
  subscribe(params: Stripe.SubscriptionCreateParams): Stripe.Subscription
  /** As it is now. */
  subscription(id: string): Stripe.Subscription
  change(subscription: string, params: Stripe.SubscriptionUpdateParams): void
  /** Ends it at once. */
  unsubscribe(subscription: string): void
  /** Tries again to be paid what is open. */
  payInvoice(invoice: string): void
  /** The payment that an invoice was paid with. */
  paymentOf(invoice: string): string | undefined
  payment(intent: string): Stripe.PaymentIntent
  capture(intent: string, params: Stripe.PaymentIntentCaptureParams): void
  cancel(intent: string): void
  refund(params: Stripe.RefundCreateParams): void
  /** The dispute of an intent's charge, once its bank has opened one. */
  disputeOf(intent: string): Stripe.Dispute | undefined
  answerDispute(dispute: string, text: string): void
}

export interface Setting {
  /** With the story's own clock and randomness. */
  readonly engine: Engine
  readonly clock: HeldClock
  readonly account: string
}

export function shopIn({ engine, account }: Setting): Shop {
  const { unit, post, remove } = actingFor(engine, account)

  return {
    random: engine.outside.random,
    product: (params) => post('/v1/products', params).id,
    price: (params) => post('/v1/prices', params).id,
    customer: (params) => post('/v1/customers', params).id,
    saveCard(customer, token) {
      const { id } = post(`/v1/payment_methods/${token}/attach`, { customer })
      const invoice_settings = { default_payment_method: id }
      post(`/v1/customers/${customer}`, { invoice_settings })
      return id
    },
    pay(params) {
      const { id, work } = post('/v1/payment_intents', { ...params, confirm: true })
      return work.get('payment_intent', id)
    },
    coupon: (params) => post('/v1/coupons', params).id,
    subscribe(params) {
      const { id, work } = post('/v1/subscriptions', params)
      return work.get('subscription', id)
    },
    subscription: (id) => unit().get('subscription', id),
    change: (id, params) => void post(`/v1/subscriptions/${id}`, params),
    unsubscribe: (id) => remove(`/v1/subscriptions/${id}`),
    payInvoice: (id) => void post(`/v1/invoices/${id}/pay`, {}),
    paymentOf(invoice) {
      const [paid] = unit()
        .list('invoice_payment', { invoice })
        .filter(({ status }) => status === 'paid')
      const intent = paid?.payment.payment_intent
      return typeof intent === 'string' ? intent : intent?.id
    },
    payment: (id) => unit().get('payment_intent', id),
    capture: (intent, params) => void post(`/v1/payment_intents/${intent}/capture`, params),
    cancel: (intent) => void post(`/v1/payment_intents/${intent}/cancel`, {}),
    refund: (params) => void post('/v1/refunds', params),
    disputeOf: (intent) => unit().list('dispute', { payment_intent: intent })[0],
    answerDispute: (dispute, text) =>
      void post(`/v1/disputes/${dispute}`, { evidence: { uncategorized_text: text } }),
  }
}

/** Lets everything fall due that does until `at`, and leaves the clock there. */
export function liveUntil(at: number, { engine, clock }: Setting): void {
  runDue(engine, at, (due) => {
    if (due > clock.now()) clock.moveTo(due)
  })
  if (at > clock.now()) clock.moveTo(at)
}
