/**
 * `GET /v1/payment_pages/:session` and `POST …/confirm`: what a payer does on the page of a Checkout
 * session, for the fixtures of `stripe trigger checkout.session.completed`.
 */
import type Stripe from 'stripe'
import type { Engine } from '../engine/context.js'
import { invalidRequest, Refusal } from '../engine/errors.js'
import { checkMayWrite } from '../engine/permissions.js'
import { parameterMissing } from '../engine/refusals/parameters.js'
import { openNow } from '../engine/unit.js'
import type { Caller, UnitOfWork } from '../engine/unit-of-work.js'
import { sessionOf, type Session } from '../objects/checkout-session/kept.js'
import { pay } from '../objects/checkout-session/pay.js'
import type { LastError } from '../objects/checkout-session/standing.js'
import { methodNamed } from '../objects/payment-method/resolve.js'
import { callerOf, sentIn } from './caller.js'
import type { StripeCliTools } from './routes.js'

export async function showPaymentPage(
  { engine }: StripeCliTools,
  request: Request,
  id: string,
): Promise<object> {
  return pageOf(openFor(engine, callerOf(engine, request), id).get('checkout.session', id))
}

export async function confirmPaymentPage(
  { engine }: StripeCliTools,
  request: Request,
  id: string,
): Promise<object> {
  const caller = callerOf(engine, request)
  checkMayWrite(caller)
  const sent = await sentIn(request)
  const method = sent.text('payment_method')
  if (method === undefined) throw parameterMissing('payment_method')
  const { page, error } = engine.store.transaction(() => {
    const work = openFor(engine, caller, id)
    const session = work.get('checkout.session', id)
    checkAmount(sent.text('expected_amount'), session.amount_total)
    const after = pay(id, payerOf(methodNamed(method, work, 'payment_method')), work)
    const page = pageOf(work.get('checkout.session', id))
    return { page, error: after.kind === 'open' ? after.error : undefined }
  })
  // Thrown out here: the try stays on record.
  if (error) throw declined(error)
  return page
}

/** In the time of the session's customer, and for the application that made it. */
function openFor(engine: Engine, caller: Caller, id: string): UnitOfWork {
  const { application } = sessionOf(id, openNow(engine, caller)).kept
  const work = openNow(engine, { ...caller, application })
  const time = engine.timeOf({ kind: 'checkout.session', path: { session: id }, params: {} }, work)
  return time ? work.onClock(time) : work
}

function payerOf({ id, billing_details: { name, email } }: Stripe.PaymentMethod) {
  return { email, name, method: id }
}

function pageOf(session: Session): object {
  const { id, amount_total, status } = session
  return { ...session, session_id: id, state: status, total_summary: { due: amount_total } }
}

function checkAmount(expected: string | undefined, total: number | null): void {
  if (expected === undefined || Number(expected) === (total ?? 0)) return
  throw invalidRequest(`The expected_amount is ${expected}, but ${total ?? 0} is due.`, {
    ...{ code: 'checkout_amount_mismatch', param: 'expected_amount' },
  })
}

function declined({ code, decline_code, message = 'Your card was declined.' }: LastError): Refusal {
  return new Refusal(402, {
    ...{ type: 'card_error', message },
    ...(code && { code }),
    ...(decline_code && { decline_code }),
  })
}
