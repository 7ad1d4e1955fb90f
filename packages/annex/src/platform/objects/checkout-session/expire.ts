/** Ends a session that nobody has paid, by its seller or by its time; what was begun for it ends too. */
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { cancel } from '../payment-intent/cancel.js'
import { lifecycle as payment } from '../payment-intent/lifecycle.js'
import { idOrNull } from '../reference.js'
import { cancel as cancelSetup } from '../setup-intent/cancel.js'
import { lifecycle as setup } from '../setup-intent/lifecycle.js'
import { expireSubscription } from '../subscription/due.js'
import { returnDiscounts } from './discounts.js'
import { kept, type Kept, type Session } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { recoveryOpened } from './recovery.js'

export function expire(session: Session, _params: object, work: UnitOfWork): Session {
  giveUp(kept(session, work), work)
  return work.update('checkout.session', session.id, {
    ...recoveryOpened(session, work),
    ...{ status: 'expired', url: null },
  })
}

export function planEnd(session: Session, work: UnitOfWork): Session {
  work.later(session.expires_at, 'expire_checkout_session', session.id)
  return session
}

/** Due at `expires_at`. */
export const expireSession: DueTask = (id, work) => {
  const session = work.find('checkout.session', id)
  if (session && mayRun(lifecycle, 'expire', session)) expire(session, {}, work)
}

/** Nobody can pay any more with what an earlier try has made. */
export function giveUp(session: Kept, work: UnitOfWork): void {
  const subscription = idOrNull(session.subscription)
  if (subscription !== null) {
    expireSubscription(subscription, work)
    returnDiscounts(session, work)
  }
  const intent = work.find('payment_intent', idOrNull(session.payment_intent) ?? '')
  if (intent && mayRun(payment, 'cancel', intent)) {
    cancel(intent, { cancellation_reason: 'abandoned' }, work)
  }
  const saving = work.find('setup_intent', session.kept.intent ?? '')
  if (saving && mayRun(setup, 'cancel', saving)) cancelSetup(saving, {}, work)
}
