/** Sessions: begun at sign-in under a new id, ended on the server (S10). */
import { keyedHash } from '../../core/secret.js'
import {
  deleteSession,
  deleteSessionsBefore,
  findSession,
  insertSession,
  touchSession,
  type KnownSession,
} from '../store/sessions.js'
import type { PeopleTools } from './tools.js'

const IDLE_SECONDS = 12 * 3600
const LONGEST_SECONDS = 7 * 24 * 3600

/** The living session of this browser, marked as just seen. */
export async function currentSession(
  browserId: string,
  { database, outside, hashKey }: PeopleTools,
): Promise<KnownSession | undefined> {
  const now = outside.clock.now()
  const session = await findSession(database, {
    hash: sessionHash(browserId, hashKey),
    createdAfter: now - LONGEST_SECONDS,
    seenAfter: now - IDLE_SECONDS,
  })
  if (session) await touchSession(database, session.hash, now)
  return session
}

/** @param browserId the new one, given at sign-in: nobody can have planted it */
export async function beginSession(
  { browserId, person }: { browserId: string; person: string },
  { database, outside, hashKey }: PeopleTools,
): Promise<void> {
  const now = outside.clock.now()
  await deleteSessionsBefore(database, now - LONGEST_SECONDS)
  const hash = sessionHash(browserId, hashKey)
  await insertSession(database, { hash, person, created: now, seen: now })
}

export async function endSession(
  browserId: string,
  { database, hashKey }: PeopleTools,
): Promise<void> {
  await deleteSession(database, sessionHash(browserId, hashKey))
}

function sessionHash(browserId: string, hashKey: Uint8Array): string {
  return keyedHash(`session ${browserId}`, hashKey)
}
