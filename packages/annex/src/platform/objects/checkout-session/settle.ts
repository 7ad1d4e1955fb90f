/** What the news of its payment means to a session: the reactions that complete it. */
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { complete, paidLater } from './complete.js'
import type { Kept } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { sessionBehind } from './made-for.js'
import { subscribe } from './subscribe.js'

/** `payment_intent.succeeded` or `invoice.paid`: the money is there, at once or after some days. */
export function notePaidFor(id: string, work: UnitOfWork): void {
  const session = sessionBehind(id, work)
  if (!session) return
  if (mayRun(lifecycle, 'pay', session)) {
    complete(session, 'paid', work)
  } else if (session.payment_status === 'unpaid') {
    const paid = paidLater(session, work)
    if (!isHeld(session))
      work.announce('checkout.session.async_payment_succeeded', shown(paid, work))
  }
}

/** The seller holds the money or a bank has promised it; the session has served all the same. */
export function notePromised(intent: string, work: UnitOfWork): void {
  const session = sessionBehind(intent, work)
  if (session && mayRun(lifecycle, 'pay', session)) complete(session, 'unpaid', work)
}

/** `payment_intent.payment_failed`: after completion only a bank can still say no. */
export function noteFailed(intent: string, work: UnitOfWork): void {
  const session = sessionBehind(intent, work)
  if (session?.status !== 'complete' || session.payment_status !== 'unpaid') return
  if (!isHeld(session)) work.announce('checkout.session.async_payment_failed', shown(session, work))
}

/** `setup_intent.succeeded`: the card is good for later, so what was sold with it begins. */
export function noteSaved(intent: string, work: UnitOfWork): void {
  const session = sessionBehind(intent, work)
  if (!session || !mayRun(lifecycle, 'pay', session)) return
  const saved = work.get('setup_intent', intent)
  const made = session.mode === 'subscription' ? subscribe(session, saved, work) : session
  complete(made, 'no_payment_required', work)
}

function isHeld({ kept }: Kept): boolean {
  return kept.terms.payment_intent_data?.capture_method === 'manual'
}

/** What is announced is what is shown. */
function shown({ id }: Kept, work: UnitOfWork) {
  return work.get('checkout.session', id)
}
