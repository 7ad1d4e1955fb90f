/** Sessions of people who signed in. The cookie's value stays with the browser; we keep its hash. */
import type { Store } from './store.js'

export interface SessionRow {
  hash: string
  member: string
  /** The account looked at in the dashboard. */
  account: string | null
  livemode: number
  address: string
  created: number
  seen: number
}

export function addSession(store: Store, session: SessionRow): void {
  const { hash, member, account, livemode, address, created, seen } = session
  store.run(
    `insert into sessions (hash, member, account, livemode, address, created, seen)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[hash, member, account, livemode, address, created, seen],
  )
}

/** The session if it is still good: seen after `idleSince` and begun after `begunSince`. */
export function findSession(
  store: Store,
  hash: string,
  limits: { idleSince: number; begunSince: number },
): SessionRow | undefined {
  return store.get(
    'select * from sessions where hash = ? and seen > ? and created > ?',
    ...[hash, limits.idleSince, limits.begunSince],
  )
}

/** Whether `member` is signed in at `address` (reliability S11: a lock must not lock them out). */
export function isSignedInAt(
  store: Store,
  place: { member: string; address: string; seenSince: number },
): boolean {
  const { member, address, seenSince } = place
  const found = store.get(
    'select 1 from sessions where member = ? and address = ? and seen > ?',
    ...[member, address, seenSince],
  )
  return found !== undefined
}

export function touchSession(store: Store, hash: string, now: number): void {
  store.run('update sessions set seen = ? where hash = ?', now, hash)
}

/** Every session is as old as it was, by a clock that is about to move `seconds` ahead. */
export function shiftSessions(store: Store, seconds: number): void {
  store.run('update sessions set created = created + ?1, seen = seen + ?1', seconds)
}

/** What the dashboard shows from now on. */
export function chooseAccount(
  store: Store,
  hash: string,
  choice: { account: string; livemode: boolean },
): void {
  store.run(
    'update sessions set account = ?, livemode = ? where hash = ?',
    ...[choice.account, choice.livemode ? 1 : 0, hash],
  )
}

export function removeSession(store: Store, hash: string): void {
  store.run('delete from sessions where hash = ?', hash)
}

/** A changed password ends every session of its member (reliability S10). */
export function removeSessionsOf(store: Store, member: string): void {
  store.run('delete from sessions where member = ?', member)
}

export function removeOldSessions(
  store: Store,
  limits: { idleSince: number; begunSince: number },
): void {
  store.run(
    'delete from sessions where seen <= ? or created <= ?',
    limits.idleSince,
    limits.begunSince,
  )
}
