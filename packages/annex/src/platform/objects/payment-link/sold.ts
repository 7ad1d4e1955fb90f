/** `checkout.session.completed`: a link with a limit counts what it sells, and ends with the last. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { expire } from '../checkout-session/expire.js'
import { idOrNull } from '../reference.js'

export function noteSold(session: string, work: UnitOfWork): void {
  const id = idOrNull(work.get('checkout.session', session).payment_link)
  const link = id === null ? undefined : work.find('payment_link', id)
  if (!link?.restrictions) return
  const { count, limit } = link.restrictions.completed_sessions
  if (count + 1 >= limit) closeOthers(link.id, work)
  work.update('payment_link', link.id, {
    active: link.active && count + 1 < limit,
    restrictions: { completed_sessions: { count: count + 1, limit } },
  })
}

/** Whoever else stands at the counter: there is nothing left for them to pay. */
function closeOthers(payment_link: string, work: UnitOfWork): void {
  for (const session of work.list('checkout.session', { payment_link })) {
    if (session.status === 'open') expire(session, {}, work)
  }
}
