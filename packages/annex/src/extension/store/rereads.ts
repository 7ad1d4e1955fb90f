/** Objects to be read again: at most one entry each, however often that is asked for (O9). */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

export interface Reread {
  kind: string
  object: string
  /** A read whose own number is larger settles it. */
  obs: number
}

export async function insertRereads(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  rereads: readonly Reread[],
): Promise<void> {
  if (rereads.length === 0) return
  await tx.query(
    `insert into annex.rereads as known (account, livemode, generation, kind, object, obs)
     select $1, $2, $3, kind, object, max(obs)
       from unnest($4::text[], $5::text[], $6::bigint[]) as wanted (kind, object, obs)
      group by kind, object
      order by kind, object
     on conflict (account, livemode, kind, object) do update
        set generation = excluded.generation,
            obs = greatest(known.obs, excluded.obs),
            attempts = 0`,
    [
      ...[account, livemode, generation],
      ...[rereads.map((r) => r.kind), rereads.map((r) => r.object), rereads.map((r) => r.obs)],
    ],
  )
}

/**
 * For every object that rows of another kind name and the mirror has never had, not even deleted
 * (O8). The name is taken from the column of its own: reading the bodies of a long history takes
 * many times as long.
 * @param named.referrer.field one of ours, never a caller's
 * @returns how many
 */
export async function insertRereadsOfMissing(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kind, table, referrer }: Missing,
): Promise<number> {
  const rows = await tx.query<{ asked: number }>(
    `with asked as (
       insert into annex.rereads as known (account, livemode, generation, kind, object, obs)
       select distinct $1, $2::boolean, $3::integer, $4, referring.${referrer.field}, 0
         from stripe.${referrer.table} referring
        where referring.account = $1 and referring.livemode = $2 and referring.generation = $3
          and referring.${referrer.field} <> ''
          and not exists (
            select from stripe.${table} kept
             where kept.account = $1 and kept.livemode = $2 and kept.generation = $3
               and kept.id = referring.${referrer.field})
        order by 5
       on conflict (account, livemode, kind, object) do update
          set generation = excluded.generation
       returning 1)
     select count(*)::integer as asked from asked`,
    [account, livemode, generation, kind],
  )
  return rows[0]?.asked ?? 0
}

export interface Missing {
  kind: string
  table: KnownTable
  referrer: { table: KnownTable; field: string }
}

/** Those asked for longest come first. */
export function listRereads(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  limit: number,
): Promise<Reread[]> {
  return db.query<Reread>(
    `select kind, object, obs from annex.rereads
      where account = $1 and livemode = $2 and generation = $3
      order by attempts, obs
      limit $4`,
    [account, livemode, generation, limit],
  )
}

/** What was asked for before the read began is answered by it; what was asked since stays. */
export async function settleReread(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kind, object, obs }: Reread,
): Promise<void> {
  await tx.query(
    `delete from annex.rereads
      where account = $1 and livemode = $2 and generation = $3
        and kind = $4 and object = $5 and obs < $6`,
    [account, livemode, generation, kind, object, obs],
  )
}

/** It could not be read just now; others go before it next time. */
export async function postponeReread(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kind, object }: Reread,
): Promise<void> {
  await db.query(
    `update annex.rereads set attempts = attempts + 1
      where account = $1 and livemode = $2 and generation = $3 and kind = $4 and object = $5`,
    [account, livemode, generation, kind, object],
  )
}
