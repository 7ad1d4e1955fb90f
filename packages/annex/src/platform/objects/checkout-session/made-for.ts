/** Which session an intent or an invoice was made for: how its news finds the way back. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { sessionOf, type Kept } from './kept.js'

interface MadeFor {
  readonly checkout_session: string
}

/** @param id of the intent or invoice */
export function markMadeFor({ id: checkout_session }: Kept, id: string, work: UnitOfWork): void {
  work.setAside<MadeFor>(id, { checkout_session })
}

/** Undefined for everything that no session waits for, or has given up since. */
export function sessionBehind(id: string, work: UnitOfWork): Kept | undefined {
  const { checkout_session } = work.aside<MadeFor>(id)
  if (checkout_session === undefined) return undefined
  const session = sessionOf(checkout_session, work)
  const isCurrent = session.kept.intent === id || idOrNull(session.invoice) === id
  return isCurrent ? session : undefined
}
