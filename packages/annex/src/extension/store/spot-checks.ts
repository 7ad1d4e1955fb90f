/** Samples compared with Stripe: whose turn it is, what was looked at, and what came of it. */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

export interface SpotCheck {
  /** Unix seconds. */
  at: number
  compared: number
  /** Objects that differed from Stripe for certain; they were read again. */
  drifted: number
}

/**
 * Takes the accounts whose last check is oldest, of those whose history is whole: a share of all, so
 * that a day's rounds come by everybody. @returns those taken
 */
export function claimDueChecks(
  db: Queryable,
  { now, before, rounds }: { now: number; before: number; rounds: number },
): Promise<GenerationKey[]> {
  return db.query<GenerationKey>(
    `insert into annex.spot_checks as known (account, livemode, generation, at)
     select account, livemode, generation, $1
       from annex.connections connection
       left join annex.spot_checks last using (account, livemode, generation)
      where connection.state = 'active' and (last.at is null or last.at <= $2)
        and exists (select from annex.backfills run
                     where run.account = connection.account and run.livemode = connection.livemode
                       and run.generation = connection.generation)
        and not exists (select from annex.backfills run
                         where run.account = connection.account and run.livemode = connection.livemode
                           and run.generation = connection.generation
                           and run.state in ('waiting', 'running'))
      order by last.at nulls first, account
      limit (select ceil(count(*) / $3::float8)::int from annex.connections where state = 'active')
     on conflict (account, livemode) do update
        set generation = excluded.generation, at = excluded.at, compared = 0, drifted = 0
      where known.at <= $2 or known.generation < excluded.generation
     returning account, livemode, generation`,
    [now, before, rounds],
  )
}

export async function addToCheck(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { compared = 0, drifted = 0 }: { compared?: number; drifted?: number },
): Promise<void> {
  await tx.query(
    `update annex.spot_checks set compared = compared + $4, drifted = drifted + $5
      where account = $1 and livemode = $2 and generation = $3`,
    [account, livemode, generation, compared, drifted],
  )
}

/** @returns undefined before the first one */
export async function findSpotCheck(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<SpotCheck | undefined> {
  const rows = await db.query<SpotCheck>(
    `select at, compared, drifted from annex.spot_checks
      where account = $1 and livemode = $2 and generation = $3`,
    [account, livemode, generation],
  )
  return rows[0]
}

/** Between which seconds the objects of a table were made. */
export async function createdRange(
  db: Queryable,
  table: KnownTable,
  { account, livemode, generation }: GenerationKey,
): Promise<{ first: number; last: number } | undefined> {
  const [row] = await db.query<{ first: number | null; last: number | null }>(
    `select min(coalesce(created, 0)) as first, max(coalesce(created, 0)) as last from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted`,
    [account, livemode, generation],
  )
  return row && row.first !== null && row.last !== null
    ? { first: row.first, last: row.last }
    : undefined
}

export interface SampledRow {
  id: string
  deleted: boolean
  obs: number
  body: Record<string, unknown>
}

/** The newest that were there at second `upTo`. */
export function rowsUpTo(
  db: Queryable,
  table: KnownTable,
  { account, livemode, generation }: GenerationKey,
  { upTo, limit }: { upTo: number; limit: number },
): Promise<SampledRow[]> {
  return db.query<SampledRow>(
    `select id, deleted, obs, body from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted
        and coalesce(created, 0) <= $4
      order by created desc nulls last, id
      limit $5`,
    [account, livemode, generation, upTo, limit],
  )
}

/** Rows of these ids, and all that were made after `after` and up to `upTo`. */
export function rowsAmong(
  db: Queryable,
  table: KnownTable,
  { account, livemode, generation }: GenerationKey,
  { ids, after, upTo }: { ids: readonly string[]; after: number; upTo: number },
): Promise<SampledRow[]> {
  return db.query<SampledRow>(
    `select id, deleted, obs, body from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3
        and (id = any($4::text[]) or created > $5 and created <= $6 and not deleted)`,
    [account, livemode, generation, ids, after, upTo],
  )
}

export interface CheckSums {
  compared: number
  drifted: number
  /** When the oldest of them began. */
  oldest: number | null
}

/** Of the last check of every account that stands: how they stand together, for figures. */
export async function sumOfChecks(db: Queryable): Promise<CheckSums> {
  const [row] = await db.query<CheckSums>(
    `select coalesce(sum(last.compared), 0)::bigint as compared,
            coalesce(sum(last.drifted), 0)::bigint as drifted, min(last.at) as oldest
       from annex.spot_checks last join annex.connections connection using (account, livemode, generation)
      where connection.state = 'active'`,
  )
  return row ?? { compared: 0, drifted: 0, oldest: null }
}
