/** The session behind a payer's link, whoever's it is, in the time its customer lives in. */
import type { Engine } from '../../engine/context.js'
import { openNow } from '../../engine/unit.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { sessionOf, type Kept } from '../../objects/checkout-session/kept.js'
import { findOwner } from '../../store/objects.js'
import { sellerOf, type Seller } from '../seller.js'

export interface AskedSession {
  readonly session: Kept
  readonly seller: Seller
  /** For changing it; the caller holds the transaction. */
  readonly work: UnitOfWork
}

/** Undefined when there is no such session. Its id is long enough to be the payer's permission. */
export function findAskedSession(engine: Engine, id: string): AskedSession | undefined {
  const owner = findOwner(engine.store, 'checkout.session', id)
  if (!owner) return undefined
  const caller = { ...owner, application: null, access: 'read_write', maskedKey: '' } as const
  const session = sessionOf(id, openNow(engine, caller))
  // Fees of the payment go to the application that made the session.
  const work = openNow(engine, { ...caller, application: session.kept.application })
  const time = engine.timeOf({ kind: 'checkout.session', path: { session: id }, params: {} }, work)
  return { session, seller: sellerOf(engine, work), work: time ? work.onClock(time) : work }
}
