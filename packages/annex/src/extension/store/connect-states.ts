/** Pending connects: the `state` sent to Stripe, good for one return (C8). */
import type { Queryable } from './database.js'

export interface ConnectState {
  /** Of the random text in the URL: whoever reads the table can't return with it. */
  hash: string
  session_hash: string
  tenant: string
  livemode: boolean
  scope: string
  return_to: string | null
  app_state: string | null
  created: number
  used_at: number | null
  /** What the first return came to; null while it is under way. */
  outcome: unknown
}

export type NewConnectState = Omit<ConnectState, 'used_at' | 'outcome'>

/** Who returns, with which state. */
export type Return = Pick<ConnectState, 'hash' | 'session_hash' | 'tenant'>

export async function insertConnectState(db: Queryable, state: NewConnectState): Promise<void> {
  await db.query(
    `insert into annex.connect_states
       (hash, session_hash, tenant, livemode, scope, return_to, app_state, created)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[state.hash, state.session_hash, state.tenant, state.livemode],
      ...[state.scope, state.return_to, state.app_state, state.created],
    ],
  )
}

/** Uses the state up. Of any number of returns at once exactly one gets it. */
export async function consumeConnectState(
  db: Queryable,
  { hash, session_hash, tenant }: Return,
  { now, newerThan }: { now: number; newerThan: number },
): Promise<ConnectState | undefined> {
  const rows = await db.query<ConnectState>(
    `update annex.connect_states
        set used_at = $4
      where hash = $1 and session_hash = $2 and tenant = $3
        and used_at is null and created > $5
      returning *`,
    [hash, session_hash, tenant, now, newerThan],
  )
  return rows[0]
}

/** A state that was used, for a reload by the same browser. */
export async function findUsedConnectState(
  db: Queryable,
  { hash, session_hash, tenant }: Return,
): Promise<ConnectState | undefined> {
  const rows = await db.query<ConnectState>(
    `select * from annex.connect_states
      where hash = $1 and session_hash = $2 and tenant = $3 and used_at is not null`,
    [hash, session_hash, tenant],
  )
  return rows[0]
}

export async function keepOutcome(db: Queryable, hash: string, outcome: object): Promise<void> {
  const sql = 'update annex.connect_states set outcome = $2::jsonb where hash = $1'
  await db.query(sql, [hash, JSON.stringify(outcome)])
}

/** Nobody returns to these any more. */
export async function deleteConnectStatesBefore(db: Queryable, created: number): Promise<void> {
  await db.query('delete from annex.connect_states where created < $1', [created])
}
