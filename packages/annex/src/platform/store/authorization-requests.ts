/** What a person is being asked, kept here while they decide (reliability S5). */
import type { Scope } from './grants.js'
import type { Store } from './store.js'

export interface AuthorizationRequestRow {
  id: string
  session_hash: string
  client_id: string
  redirect_uri: string
  scope: Scope
  state: string | null
  code_challenge: string | null
  always_prompt: number
  /** Prefill for a new account, JSON. */
  stripe_user: string
  created: number
  decided_at: number | null
  outcome: 'allowed' | 'denied' | null
}

export type NewAuthorizationRequest = Omit<AuthorizationRequestRow, 'decided_at' | 'outcome'>

export function addAuthorizationRequest(store: Store, request: NewAuthorizationRequest): void {
  const { id, session_hash, client_id, redirect_uri, scope, state } = request
  const { code_challenge, always_prompt, stripe_user, created } = request
  store.run(
    `insert into authorization_requests (id, session_hash, client_id, redirect_uri, scope, state,
                                         code_challenge, always_prompt, stripe_user, created)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, session_hash, client_id, redirect_uri, scope, state],
    ...[code_challenge, always_prompt, stripe_user, created],
  )
}

/** The request if it belongs to this browser and is not older than `since`. */
export function findAuthorizationRequest(
  store: Store,
  id: string,
  holder: { sessionHash: string; since: number },
): AuthorizationRequestRow | undefined {
  return store.get(
    'select * from authorization_requests where id = ? and session_hash = ? and created > ?',
    ...[id, holder.sessionHash, holder.since],
  )
}

/** @returns whether this call decided it: a second press finds it decided */
export function decideAuthorizationRequest(
  store: Store,
  id: string,
  decision: { outcome: 'allowed' | 'denied'; now: number },
): boolean {
  const changed = store.run(
    `update authorization_requests set decided_at = ?, outcome = ?
      where id = ? and decided_at is null`,
    ...[decision.now, decision.outcome, id],
  )
  return changed === 1
}

/** Signing in changes the session's id; what the browser was being asked moves along. */
export function moveAuthorizationRequests(
  store: Store,
  move: { fromSession: string; toSession: string },
): void {
  store.run(
    'update authorization_requests set session_hash = ? where session_hash = ? and decided_at is null',
    ...[move.toSession, move.fromSession],
  )
}

/** The newest requests of one application, for its settings page. */
export function listAuthorizationRequests(
  store: Store,
  application: string,
  limit: number,
): AuthorizationRequestRow[] {
  return store.all(
    `select r.* from authorization_requests r
       join application_credentials c on c.client_id = r.client_id
      where c.application = ?
      order by r.created desc, r.rowid desc
      limit ? + 0`,
    ...[application, limit],
  )
}

/** What nobody answered goes after a day, everything after a month. */
export function removeOldAuthorizationRequests(store: Store, now: number): void {
  store.run(
    'delete from authorization_requests where created < ? or (created < ? and decided_at is null)',
    ...[now - 30 * 24 * 3600, now - 24 * 3600],
  )
}
