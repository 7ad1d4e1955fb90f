/** What is sealed at rest, by the key that sealed it, and putting another seal in its place (K3). */
import type { ConnectionRow } from './connections.js'
import type { Queryable } from './database.js'

export type SealedRow = Pick<ConnectionRow, 'id' | 'tenant' | 'account' | 'livemode'> & {
  credentials: string
}

/** A seal begins with the id of its key. @param after id of the last row of the batch before */
export function listSealedByOthers(
  db: Queryable,
  { key, after, limit }: { key: string; after: string; limit: number },
): Promise<SealedRow[]> {
  return db.query<SealedRow>(
    `select id, tenant, account, livemode, credentials from annex.connections
      where credentials is not null and split_part(credentials, '.', 1) <> $1 and id > $2
      order by id
      limit $3`,
    [key, after, limit],
  )
}

/** Only while they are what was opened: a connect that came between has sealed newer ones itself. */
export async function replaceSealed(
  db: Queryable,
  { id, credentials }: Pick<SealedRow, 'id' | 'credentials'>,
  sealed: string,
): Promise<void> {
  await db.query(
    `update annex.connections set credentials = $3 where id = $1 and credentials = $2`,
    [id, credentials, sealed],
  )
}

export interface SealCount {
  /** Id of a key. */
  key: string
  count: number
}

export function countSeals(db: Queryable): Promise<SealCount[]> {
  return db.query<SealCount>(
    `select split_part(sealed, '.', 1) as key, count(*) as count
       from (select credentials as sealed from annex.connections where credentials is not null
             union all select sealed from annex.keys) as every
      group by 1
      order by 1`,
  )
}
