/** Browser sessions: of people who signed in, and of visitors on their way through connect. */
import type { Queryable } from './database.js'

export interface Session {
  /** Of the random text in the cookie. */
  hash: string
  person: string | null
  created: number
  seen: number
}

/** A live session with the person it belongs to. */
export interface KnownSession extends Session {
  email: string | null
}

export async function insertSession(db: Queryable, session: Session): Promise<void> {
  await db.query(
    'insert into annex.sessions (hash, person, created, seen) values ($1, $2, $3, $4)',
    [session.hash, session.person, session.created, session.seen],
  )
}

/** The session, if it is neither too old nor idle too long (S10). */
export async function findSession(
  db: Queryable,
  { hash, createdAfter, seenAfter }: { hash: string; createdAfter: number; seenAfter: number },
): Promise<KnownSession | undefined> {
  const rows = await db.query<KnownSession>(
    `select sessions.*, people.email
       from annex.sessions left join annex.people on people.id = sessions.person
      where hash = $1 and sessions.created > $2 and seen > $3`,
    [hash, createdAfter, seenAfter],
  )
  return rows[0]
}

/** Notes that the session was used; at most once a minute, or every read would write. */
export async function touchSession(db: Queryable, hash: string, now: number): Promise<void> {
  const sql = 'update annex.sessions set seen = $2 where hash = $1 and seen < $2 - 60'
  await db.query(sql, [hash, now])
}

export async function deleteSession(db: Queryable, hash: string): Promise<void> {
  await db.query('delete from annex.sessions where hash = $1', [hash])
}

export async function deleteSessionsBefore(db: Queryable, created: number): Promise<void> {
  await db.query('delete from annex.sessions where created < $1', [created])
}
