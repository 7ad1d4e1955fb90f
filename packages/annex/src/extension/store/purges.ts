/** Clean-ups under way, and the deletions they are made of: a chunk at a time, oldest generation first. */
import type { AccountKey, GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

export interface Purge extends GenerationKey {
  removed: number
  started_at: number
  reason: string
}

/** Quoted and qualified, from the catalogue of Postgres alone: `stripe.charges`. */
export type PurgedTable = string & { readonly purged: true }

/**
 * Every table with rows of a generation, whoever added it: a kind mirrored since yesterday is
 * purged without a line changing here (C3). What the clean-up itself stands on is its last act.
 */
export async function listPurgedTables(db: Queryable): Promise<PurgedTable[]> {
  const rows = await db.query<{ name: PurgedTable }>(
    `select format('%I.%I', table_schema, table_name) as name
       from information_schema.columns
      where table_schema in ('annex', 'stripe') and column_name = 'generation'
        and (table_schema, table_name) not in (('annex', 'connections'), ('annex', 'purges'))
      order by name`,
  )
  return rows.map(({ name }) => name)
}

export async function insertPurge(tx: Queryable, purge: Purge): Promise<void> {
  await tx.query(
    `insert into annex.purges (account, livemode, generation, removed, started_at, reason)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      ...[purge.account, purge.livemode, purge.generation],
      ...[purge.removed, purge.started_at, purge.reason],
    ],
  )
}

export function listPurges(db: Queryable): Promise<Purge[]> {
  return db.query<Purge>('select * from annex.purges order by generation')
}

/**
 * Deletes at most `limit` rows of one table and counts them into the purge. Events recorded as
 * ignored have no generation; they go too (W9).
 */
export async function deleteChunk(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { table, limit }: { table: PurgedTable; limit: number },
): Promise<number> {
  const gone = await tx.query(
    `delete from ${table}
      where ctid in (select ctid from ${table}
                      where account = $1 and livemode = $2
                        and coalesce(generation, 0) < $3
                      limit $4)
      returning 1`,
    [account, livemode, generation, limit],
  )
  await tx.query(
    `update annex.purges set removed = removed + $4
      where account = $1 and livemode = $2 and generation = $3`,
    [account, livemode, generation, gone.length],
  )
  return gone.length
}

/** What one table still holds; a purge is done when a look over all of them says zero. */
export async function countRemaining(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  table: PurgedTable,
): Promise<number> {
  const rows = await tx.query<{ remaining: number }>(
    `select count(*)::bigint as remaining from ${table}
      where account = $1 and livemode = $2 and coalesce(generation, 0) < $3`,
    [account, livemode, generation],
  )
  return rows[0]?.remaining ?? 0
}

/** Takes the finished purge off the list. @returns undefined when another worker already did */
export async function deletePurge(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<Purge | undefined> {
  const rows = await tx.query<Purge>(
    `delete from annex.purges
      where account = $1 and livemode = $2 and generation = $3
      returning *`,
    [account, livemode, generation],
  )
  return rows[0]
}

/** Who read it by SQL may not read what another connection brings, whoever makes that one and how soon. */
export async function deleteReaders(
  tx: Queryable,
  { account, livemode }: AccountKey,
): Promise<void> {
  const sql = 'delete from annex.readers where account = $1 and livemode = $2'
  await tx.query(sql, [account, livemode])
}

/** What has no generation and names the account: its rate budget, and who reads it by SQL. It goes with the last connection. */
export async function deleteWithoutGeneration(
  tx: Queryable,
  { account, livemode }: GenerationKey,
): Promise<void> {
  for (const table of ['annex.budgets', 'annex.readers']) {
    await tx.query(
      `delete from ${table}
        where account = $1 and livemode = $2
          and not exists (select 1 from annex.connections
                           where account = $1 and livemode = $2 and state <> 'purging')`,
      [account, livemode],
    )
  }
}
