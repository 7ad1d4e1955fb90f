/** Sessions: begun at sign-in under a new id, ended on the server (reliability S10). */
import { keyedHash } from '../../core/secret.js'
import { moveAuthorizationRequests } from '../store/authorization-requests.js'
import { listMemberships } from '../store/members.js'
import { addSession, findSession, removeOldSessions, removeSession } from '../store/sessions.js'
import { touchSession, type SessionRow } from '../store/sessions.js'
import type { PeopleTools } from './tools.js'

const IDLE_SECONDS = 12 * 3600
const LONGEST_SECONDS = 7 * 24 * 3600

/** How a browser's id is kept: its hash opens nothing. */
export function browserHash(browserId: string, hashKey: Uint8Array): string {
  return keyedHash(`session ${browserId}`, hashKey)
}

/** What was good until now and no further. */
export function sessionLimits(now: number): { idleSince: number; begunSince: number } {
  return { idleSince: now - IDLE_SECONDS, begunSince: now - LONGEST_SECONDS }
}

/** @returns the living session of this browser, marked as just seen */
export function currentSession(people: PeopleTools, hash: string): SessionRow | undefined {
  const now = people.clock.now()
  const session = findSession(people.store, hash, sessionLimits(now))
  // One write a minute at most: a page has many requests.
  if (session && session.seen <= now - 60) touchSession(people.store, hash, now)
  return session
}

/** Who signed in, and from where. */
export interface SignedInFrom {
  member: string
  address: string
  /** The browser's id before and after signing in: nobody can have planted the new one. */
  before: string
  after: string
}

/** Begins a session; what this browser was being asked meanwhile moves into it. */
export function beginSession(people: PeopleTools, from: SignedInFrom): void {
  const { store, hashKey, clock } = people
  const now = clock.now()
  const hash = browserHash(from.after, hashKey)
  const fromSession = browserHash(from.before, hashKey)
  store.transaction(() => {
    removeOldSessions(store, sessionLimits(now))
    removeSession(store, fromSession)
    const account = listMemberships(store, from.member)[0]?.account ?? null
    const { member, address } = from
    addSession(store, { hash, member, account, livemode: 0, address, created: now, seen: now })
    moveAuthorizationRequests(store, { fromSession, toSession: hash })
  })
}

export function endSession(people: PeopleTools, browserId: string): void {
  removeSession(people.store, browserHash(browserId, people.hashKey))
}
