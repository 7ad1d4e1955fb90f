/** Histories that were read at an older version of the API than ours. */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

/** Of a `run`, with our version as `$1`. A newer one is left alone: the process that knows it runs beside us. */
export const OUTDATED = `run.from_obs is not null and (run.api_version is null or run.api_version collate "C" < $1)`

/** Connections with such runs, and how many runs are under way in the whole store. */
export async function listOutdated(
  db: Queryable,
  { version, limit }: { version: string; limit: number },
): Promise<{ keys: GenerationKey[]; underWay: number }> {
  const keys = await db.query<GenerationKey>(
    `select distinct account, livemode, generation
       from annex.backfills run join annex.connections connection using (account, livemode, generation)
      where connection.state = 'active' and ${OUTDATED}
      order by account, livemode, generation
      limit $2`,
    [version, limit],
  )
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from annex.backfills where state in ('waiting', 'running')`,
  )
  return { keys, underWay: row?.count ?? 0 }
}

/** Ends them, wherever they stand, so that they can begin again. Whoever has one in hand loses it. @returns their kinds */
export async function endOutdated(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  version: string,
): Promise<string[]> {
  const rows = await tx.query<{ kind: string }>(
    `update annex.backfills run set state = 'done'
      where ${OUTDATED} and account = $2 and livemode = $3 and generation = $4
      returning kind`,
    [version, account, livemode, generation],
  )
  return rows.map(({ kind }) => kind)
}

/** Objects that are on nobody's list. @param field which names the owner; one of ours, never a caller's */
export async function idsWithoutOwner(
  db: Queryable,
  { table, field }: { table: KnownTable; field: string },
  { account, livemode, generation }: GenerationKey,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted
        and body ->> '${field}' is null`,
    [account, livemode, generation],
  )
  return rows.map(({ id }) => id)
}
