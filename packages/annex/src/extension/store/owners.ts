/** Whether what objects belong to is still there. */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

/**
 * Holds the owners' rows as they are until the transaction ends.
 * @returns of those that are deleted, the observation that said so
 */
export async function holdOwners(
  tx: Queryable,
  table: KnownTable,
  { account, livemode, generation }: GenerationKey,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{ id: string; deleted: boolean; obs: number }>(
    `select id, deleted, obs from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and id = any($4::text[])
      order by id
        for share`,
    [account, livemode, generation, ids],
  )
  return new Map(rows.filter(({ deleted }) => deleted).map(({ id, obs }) => [id, obs]))
}
