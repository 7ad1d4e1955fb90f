/** Reading the mirror for people: how much is there, the rows of one table, one object and its events. */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

/** A row as `stripe.<kind>` has it. */
export interface MirroredObject {
  id: string
  created: number | null
  deleted: boolean
  /** Largest platform second seen for it. */
  sec: number
  /** Number of the observation it came from. */
  obs: number
  body: Record<string, unknown>
}

export interface ObjectEvent {
  event: string
  type: string
  created: number
}

/** A cursor between two rows: the last one's own second and id. */
export interface Cursor {
  created: number
  id: string
}

/** A table's name, checked to be one of ours: it is written into SQL. */
export type MirrorTable = KnownTable | (string & { readonly mirrorTable: true })

/** @returns the tables of the mirror, by name */
export async function mirrorTables(db: Queryable): Promise<MirrorTable[]> {
  const rows = await db.query<{ name: MirrorTable }>(
    `select c.table_name as name
       from information_schema.columns c
      where c.table_schema = 'stripe' and c.column_name = 'obs'
      order by c.table_name`,
  )
  return rows.map((row) => row.name)
}

/** How many objects of each kind are there, deleted ones left out, in one statement. */
export async function countMirrored(
  db: Queryable,
  key: GenerationKey,
  tables: readonly MirrorTable[],
): Promise<{ kind: MirrorTable; objects: number }[]> {
  const counts = tables.map(
    (table) =>
      `select '${table}' as kind, count(*)::int as objects
         from stripe.${table}
        where account = $1 and livemode = $2 and generation = $3 and not deleted`,
  )
  return db.query(counts.join('\nunion all\n'), [key.account, key.livemode, key.generation])
}

/** One page of a table, newest first. */
export function listMirrored(
  db: Queryable,
  key: GenerationKey,
  page: { table: MirrorTable; limit: number; after?: Cursor | undefined },
): Promise<MirroredObject[]> {
  return db.query<MirroredObject>(
    `select id, created, deleted, sec, obs, body
       from stripe.${page.table}
      where account = $1 and livemode = $2 and generation = $3
        and ($4::bigint is null or (coalesce(created, 0), id) < ($4, $5))
      order by coalesce(created, 0) desc, id desc
      limit $6`,
    [
      ...[key.account, key.livemode, key.generation],
      ...[page.after?.created, page.after?.id, page.limit],
    ],
  )
}

export async function findMirrored(
  db: Queryable,
  key: GenerationKey,
  { table, id }: { table: MirrorTable; id: string },
): Promise<MirroredObject | undefined> {
  const rows = await db.query<MirroredObject>(
    `select id, created, deleted, sec, obs, body
       from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and id = $4`,
    [key.account, key.livemode, key.generation, id],
  )
  return rows[0]
}

/** The newest events that carried this object. */
export function eventsOfObject(
  db: Queryable,
  key: GenerationKey,
  { id, limit }: { id: string; limit: number },
): Promise<ObjectEvent[]> {
  return db.query<ObjectEvent>(
    `select event, type, created
       from annex.inbox
      where account = $1 and livemode = $2 and generation = $3
        and body -> 'data' -> 'object' ->> 'id' = $4
      order by created desc, obs desc
      limit $5`,
    [key.account, key.livemode, key.generation, id, limit],
  )
}
