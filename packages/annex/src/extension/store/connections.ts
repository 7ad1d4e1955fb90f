/** Connected accounts: one row an account and mode, for as long as we may read from it. */
import type { Queryable } from './database.js'

export type ConnectionKind = 'connect' | 'app'

/** `paused` still holds its data and its claim; `purging` has lost both and is being cleaned up. */
export type ConnectionState = 'active' | 'paused' | 'purging'

/** As the table has it. */
export interface ConnectionRow {
  id: string
  tenant: string
  account: string
  livemode: boolean
  kind: ConnectionKind
  scope: string
  state: ConnectionState
  /** In words for people; null while active. */
  state_reason: string | null
  generation: number
  /** Raised by every completed connect, so that a loss proven before it is void (C5). */
  grants: number
  credentials: string | null
  connected_at: number
  last_event_at: number | null
  events_cursor: number | null
  refused_since: number | null
}

export interface Connection extends ConnectionRow {
  /** As the account calls itself; null until the account itself has been read. */
  account_name: string | null
}

/** An account in one mode: what (account, livemode) columns everywhere mean. */
export interface AccountKey {
  account: string
  livemode: boolean
}

/** One stretch of being connected. */
export interface GenerationKey extends AccountKey {
  generation: number
}

const WHERE_ACCOUNT = 'where account = $1 and livemode = $2'

/** What an account calls itself, where `own` is its row of `stripe.accounts`. */
export const ACCOUNT_NAME = `coalesce(own.body #>> '{business_profile,name}',
                                      own.body #>> '{settings,dashboard,display_name}',
                                      own.body ->> 'email')`

// Derived, so that it follows the account's own words.
const NAMED = `select connection.*, ${ACCOUNT_NAME} as account_name
         from annex.connections connection
         left join stripe.accounts own
           on own.account = connection.account and own.livemode = connection.livemode
          and own.id = connection.account and own.generation = connection.generation`

export async function findConnection(
  db: Queryable,
  { account, livemode }: AccountKey,
): Promise<Connection | undefined> {
  const sql = `${NAMED} where connection.account = $1 and connection.livemode = $2`
  return (await db.query<Connection>(sql, [account, livemode]))[0]
}

/** Within a tenant only: another tenant's connection looks absent (S13). */
export async function findConnectionById(
  db: Queryable,
  { id, tenant }: { id: string; tenant: string },
): Promise<Connection | undefined> {
  const sql = `${NAMED} where connection.id = $1 and connection.tenant = $2`
  return (await db.query<Connection>(sql, [id, tenant]))[0]
}

/** Newest first. @param tenant undefined: everybody's, for the operator of the extension */
export function listConnections(db: Queryable, tenant?: string): Promise<Connection[]> {
  const sql = `${NAMED}
                where $1::text is null or connection.tenant = $1
                order by connection.connected_at desc, connection.id`
  return db.query<Connection>(sql, [tenant ?? null])
}

/**
 * The row, locked against every other change until the transaction ends. Where there is none yet,
 * its place is locked, or two tenants could both find an account free (C7).
 */
export async function lockConnection(
  tx: Queryable,
  { account, livemode }: AccountKey,
): Promise<ConnectionRow | undefined> {
  const place = `select pg_advisory_xact_lock(hashtextextended($1::text || $2::boolean::text, 0))`
  await tx.query(place, [account, livemode])
  const sql = `select * from annex.connections ${WHERE_ACCOUNT} for update`
  return (await tx.query<ConnectionRow>(sql, [account, livemode]))[0]
}

/**
 * Whether rows of this generation may still be written (C1); while the transaction runs they may:
 * a disconnect waits for its end. Don't update the connection's row after this in the same
 * transaction, since two transactions holding it would wait for each other.
 */
export async function holdGeneration(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<boolean> {
  const sql = `select id from annex.connections
                ${WHERE_ACCOUNT} and generation = $3 and state <> 'purging'
                for share`
  return (await tx.query(sql, [account, livemode, generation])).length === 1
}

export async function nextGeneration(tx: Queryable): Promise<number> {
  const sql = `select nextval('annex.generations')::integer as generation`
  const rows = await tx.query<{ generation: number }>(sql)
  return rows[0]?.generation ?? 0
}

export type NewConnection = Pick<
  ConnectionRow,
  | 'id'
  | 'tenant'
  | 'account'
  | 'livemode'
  | 'kind'
  | 'scope'
  | 'generation'
  | 'credentials'
  | 'connected_at'
>

/** Begins a stretch of being connected. A row still being purged gives way: its purge needs it no more (C4). */
export async function insertConnection(tx: Queryable, row: NewConnection): Promise<ConnectionRow> {
  await tx.query(`delete from annex.connections ${WHERE_ACCOUNT} and state = 'purging'`, [
    row.account,
    row.livemode,
  ])
  const rows = await tx.query<ConnectionRow>(
    `insert into annex.connections
       (id, tenant, account, livemode, kind, scope, state, generation, credentials, connected_at)
     values ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $9)
     returning *`,
    [
      ...[row.id, row.tenant, row.account, row.livemode, row.kind, row.scope],
      ...[row.generation, row.credentials, row.connected_at],
    ],
  )
  return one(rows)
}

/** The same tenant allowed us again: nothing we hold is in doubt, and earlier refusals are void. */
export async function renewConnection(
  tx: Queryable,
  { id, scope, credentials }: Pick<Connection, 'id' | 'scope' | 'credentials'>,
): Promise<ConnectionRow> {
  const rows = await tx.query<ConnectionRow>(
    `update annex.connections
        set scope = $2, credentials = $3, grants = grants + 1,
            state = 'active', state_reason = null, refused_since = null
      where id = $1
      returning *`,
    [id, scope, credentials],
  )
  return one(rows)
}

/** Nothing may be written or called for it any more. @returns false when it was so already */
export async function closeConnection(
  tx: Queryable,
  { id, generation }: Pick<Connection, 'id' | 'generation'>,
): Promise<boolean> {
  const rows = await tx.query(
    `update annex.connections
        set state = 'purging', state_reason = null, generation = $2, credentials = null
      where id = $1 and state <> 'purging'
      returning id`,
    [id, generation],
  )
  return rows.length === 1
}

/** Stripe refused us: keeps the first second of an unbroken run of refusals (C6). */
export async function pauseConnection(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  { reason, now }: { reason: string; now: number },
): Promise<ConnectionRow | undefined> {
  const rows = await db.query<ConnectionRow>(
    `update annex.connections
        set state = 'paused', state_reason = $4, refused_since = coalesce(refused_since, $5)
      ${WHERE_ACCOUNT} and generation = $3 and state <> 'purging'
      returning *`,
    [account, livemode, generation, reason, now],
  )
  return rows[0]
}

/** Stripe answered again, which ends the run of refusals. @returns whether there was one */
export async function resumeConnection(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<boolean> {
  const rows = await db.query(
    `update annex.connections
        set state = 'active', state_reason = null, refused_since = null
      ${WHERE_ACCOUNT} and generation = $3 and state = 'paused'
      returning id`,
    [account, livemode, generation],
  )
  return rows.length === 1
}

/** Catch-up has seen every event up to `sec`, of the platform's clock. */
export async function moveEventsCursor(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  sec: number,
): Promise<void> {
  await db.query(
    `update annex.connections set events_cursor = greatest(events_cursor, $4)
      ${WHERE_ACCOUNT} and generation = $3`,
    [account, livemode, generation, sec],
  )
}

/** Removes the row a finished purge leaves behind, unless the account has connected again since. */
export async function deleteClosedConnection(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<void> {
  await tx.query(
    `delete from annex.connections ${WHERE_ACCOUNT} and generation = $3 and state = 'purging'`,
    [account, livemode, generation],
  )
}

function one<T>(rows: T[]): T {
  const [row] = rows
  if (!row) throw new Error('The connection changed under a lock that should have held it.')
  return row
}
