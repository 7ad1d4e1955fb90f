/** Whether an open page may still be told of an account: rights end at once, not at the next click. */
import { sessionLimits } from '../people/session.js'
import { listMemberships } from '../store/members.js'
import { findSession } from '../store/sessions.js'
import type { DashboardContext } from './context.js'

/** Looks without marking the session as seen: a page left open must not keep it alive (S10, S13). */
export function isStillAllowed(
  { store, clock }: Pick<DashboardContext, 'store' | 'clock'>,
  browserHash: string,
  account: string,
): boolean {
  const session = findSession(store, browserHash, sessionLimits(clock.now()))
  if (!session) return false
  return listMemberships(store, session.member).some((membership) => membership.account === account)
}
