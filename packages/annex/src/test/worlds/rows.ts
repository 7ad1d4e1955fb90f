/** Rows as the sync writes them: only while their generation may still be written (C1). */
import type { AccountKey, GenerationKey } from '../../extension/store/connections.js'
import { holdGeneration } from '../../extension/store/connections.js'
import type { Database, Queryable } from '../../extension/store/database.js'

/** One page of customers in one transaction. @returns false when the connection is over */
export function writePage(database: Database, key: GenerationKey, rows: number): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, key))) return false
    await tx.query(
      `insert into stripe.customers (account, livemode, id, generation, sec, obs, body)
       select $1, $2, 'cus_' || n, $3, 1, 1, '{}' from generate_series(1, $4::integer) as n
       on conflict (account, livemode, id) do update
          set generation = excluded.generation
        where stripe.customers.generation <= excluded.generation`,
      [key.account, key.livemode, key.generation, rows],
    )
    return true
  })
}

export function writeEvent(database: Database, key: GenerationKey, id: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, key))) return false
    await tx.query(
      `insert into annex.inbox
         (account, livemode, event, generation, type, created, obs, received_at, body_hash, state)
       values ($1, $2, $3, $4, 'customer.created', 1, 1, 1, '', 'received')
       on conflict do nothing`,
      [key.account, key.livemode, id, key.generation],
    )
    return true
  })
}

/** Rows of the account, of all generations or only of those before one. */
export async function countRows(
  database: Database,
  { account, livemode }: AccountKey,
  before = 2 ** 31 - 1,
): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select (select count(*) from stripe.customers
              where account = $1 and livemode = $2 and generation < $3)
          + (select count(*) from annex.inbox
              where account = $1 and livemode = $2 and generation < $3) as count`,
    [account, livemode, before],
  )
  return row?.count ?? 0
}

/** One customer, written without asking anybody. */
export async function insertRow(db: Queryable, key: GenerationKey): Promise<void> {
  await db.query(
    `insert into stripe.customers (account, livemode, id, generation, sec, obs, body)
     values ($1, $2, 'cus_late', $3, 1, 1, '{}')`,
    [key.account, key.livemode, key.generation],
  )
}

/** Resolves once somebody waits for a lock in this database. */
export async function someoneWaits(database: Database): Promise<void> {
  for (;;) {
    const waiting = await database.query(
      `select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (waiting.length > 0) return
  }
}
