/** A payer presses the button: pays, subscribes or saves a card, as the session's mode says. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { newPaymentMethod } from '../payment-method/new-payment-method.js'
import { methodNamed } from '../payment-method/resolve.js'
import { complete } from './complete.js'
import { dueToday } from './due-today.js'
import { sessionOf, type Kept } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { payOnce } from './pay-once.js'
import { withPayer, type Payer } from './payer.js'
import { notOpen } from './refusals.js'
import { saveCard } from './save-card.js'
import { standingOf, type Standing } from './standing.js'
import { payFirstInvoice, subscribe } from './subscribe.js'

/**
 * One try. What it came to stays done also when a card was declined, so that the seller sees it.
 * @throws Refusal when the session isn't open, or what was typed can be no card
 */
export function pay(id: string, payer: Payer, work: UnitOfWork): Standing {
  const open = sessionOf(id, work)
  const before = standingOf(open, work)
  if (before.kind === 'complete' || before.kind === 'expired') return before
  if (!mayRun(lifecycle, 'pay', open)) throw notOpen('pay', open)
  // What was typed is read before anything is kept.
  const method = methodOf(payer, work)
  const session = withPayer(open, payer, work)
  if (typeof payer.method === 'object' && method) work.insert('payment_method', method)
  attempt(session, { method, save: payer.save ?? false }, work)
  return standingOf(sessionOf(id, work), work)
}

function methodOf({ method }: Payer, work: UnitOfWork): Stripe.PaymentMethod | undefined {
  if (typeof method === 'string') return methodNamed(method, work, 'payment_method')
  return method && newPaymentMethod(method, work)
}

interface Try {
  readonly method: Stripe.PaymentMethod | undefined
  readonly save: boolean
}

function attempt(session: Kept, { method, save }: Try, work: UnitOfWork): void {
  const needs = neededFor(session, work)
  if (needs === 'nothing') return finishForNothing(session, work)
  if (!method) return
  if (needs === 'card') saveCard(session, method, work)
  else if (session.mode === 'subscription') payFirstInvoice(session, method, work)
  else payOnce(session, { method, save }, work)
}

/** What a payer of this session has to bring. */
export function neededFor(session: Kept, work: UnitOfWork): 'payment' | 'card' | 'nothing' {
  const { mode, amount_total, payment_method_collection } = session
  if (mode === 'setup') return 'card'
  if ((amount_total ?? 0) > 0 || dueToday(session, work) > 0) return 'payment'
  return mode === 'subscription' && payment_method_collection === 'always' ? 'card' : 'nothing'
}

function finishForNothing(session: Kept, work: UnitOfWork): void {
  const made = session.mode === 'subscription' ? subscribe(session, null, work) : session
  complete(made, 'no_payment_required', work)
}
