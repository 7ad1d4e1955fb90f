/** Tries to pay: asks the issuer, and goes on to where its answer leads. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Verdict } from '../card/verdict.js'
import { shippingFrom } from '../address.js'
import { useConfirmationToken } from '../confirmation-token/use.js'
import { wayOf } from '../payment-method/types.js'
import { payByTransfer } from './bank-transfer.js'
import { debit } from './debit.js'
import { authenticationAction } from '../next-action.js'
import { methodToConfirm } from './method.js'
import { answered, type Outcome } from './outcome.js'
import { optionsAfter } from './options.js'
import { usePassed } from './passed.js'
import { pay } from './pay.js'
import { returnUrlMissing } from './refusals.js'
import { verdictOf } from './verdict.js'

type PaymentIntent = Stripe.PaymentIntent
type Params = Stripe.PaymentIntentConfirmParams

/** The verb: a request whose payment is declined answers 402. */
export function confirm(intent: PaymentIntent, params: Params, work: UnitOfWork): PaymentIntent {
  const { confirmation_token: token, ...others } = params
  if (!token) return answered(tryToPay(intent, params, work), work)
  // What the request says itself counts more than what the payer's page said.
  const filledIn = { ...useConfirmationToken(token, intent, work), ...others }
  return answered(tryToPay(intent, filledIn, work), work)
}

/** The same for those to whom a decline is an outcome: an invoice that is paid by itself. */
export function tryToPay(intent: PaymentIntent, params: TryParams, work: UnitOfWork): Outcome {
  const method = methodToConfirm(intent, params, work)
  const ready = { ...intent, ...confirmedFields(intent, params), payment_method: method.id }
  const way = wayOf(method.type)
  if (way === 'redirect' && params.return_url === undefined) throw returnUrlMissing(method.type)
  if (way === 'cash') return payByTransfer(ready, method, work)
  if (way === 'debit') return { intent: debit(ready, { method, params }, work) }
  const authenticated = usePassed(intent, method, work)
  const verdict = verdictOf(method, { ...circumstancesOf(ready, params, method), authenticated })
  return verdict.kind === 'authentication_required' || isPutOff(verdict, params)
    ? { intent: askForAuthentication(ready, params, work) }
    : pay(ready, { method, verdict, authenticated }, work)
}

interface TryParams extends Params {
  /** A bill waits for the payer to pass 3-D Secure, even if nobody is there at the moment. */
  readonly asksPayerLater?: boolean
}

function isPutOff(verdict: Verdict, { asksPayerLater }: TryParams): boolean {
  const needsPayer = verdict.kind === 'declined' && verdict.reason === 'authentication_required'
  return asksPayerLater === true && needsPayer
}

function askForAuthentication(
  ready: PaymentIntent,
  params: Params,
  work: UnitOfWork,
): PaymentIntent {
  return work.update('payment_intent', ready.id, {
    ...ready,
    next_action: authenticationAction(ready, params, work),
    status: 'requires_action',
  })
}

/** What a confirmation may still change about the intent. */
function confirmedFields(intent: PaymentIntent, params: Params): Partial<PaymentIntent> {
  return {
    last_payment_error: null,
    next_action: null,
    capture_method: params.capture_method ?? intent.capture_method,
    payment_method_options: optionsAfter(params, intent.payment_method_options ?? undefined),
    receipt_email: params.receipt_email ?? intent.receipt_email,
    setup_future_usage: params.setup_future_usage || intent.setup_future_usage,
    shipping: params.shipping === undefined ? intent.shipping : shippingFrom(params.shipping),
  }
}

function circumstancesOf(intent: PaymentIntent, params: Params, method: Stripe.PaymentMethod) {
  const requested = intent.payment_method_options?.card?.request_three_d_secure
  return {
    // Refusing to be asked is the same as not being there: the answer is a decline.
    offSession: Boolean(params.off_session) || params.error_on_requires_action === true,
    saved: method.customer !== null,
    authenticationRequested: requested === 'any' || requested === 'challenge',
  }
}
