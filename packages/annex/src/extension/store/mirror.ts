/** The mirror's tables: what connected accounts own, one row an object, newest wins (O1 to O5). */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'
import { joinedTexts, jsonText } from './json.js'

/** What was seen of one object, in an event or in a reply. */
export interface Sighting {
  id: string
  /** When the object was made, for order; null where it has no such field. */
  created: number | null
  deleted: boolean
  /** The platform's seconds between which it was so. */
  since: number
  sec: number
  /** Drawn before the read was sent, or when the event arrived (O2). */
  obs: number
  body: unknown
  /** The body as `jsonText` writes it, where somebody had to know its size before. */
  text?: string
}

/** A reply may win a tie by its observation; an event may not, since it may be old (O5). */
export type Source = 'event' | 'reply'

/** A table, and whether developers choose its ids: then what was deleted may come again as another object. */
export interface Kept {
  table: KnownTable
  chosenId: boolean
}

/**
 * Sightings as rows. The bodies travel as one text and are read once; sent inside one JSON value,
 * the server would build that first and then copy each body out of it.
 */
const SEEN = `(select id, created, deleted, since, sec, obs, body::jsonb as body
   from unnest($4::text[], $5::bigint[], $6::boolean[], $7::bigint[], $8::bigint[], $9::bigint[],
               string_to_array($10, chr(30)))
     as sighting (id, created, deleted, since, sec, obs, body)) as seen`

/** The values of `SEEN`, from `$4` on. */
function valuesOf(sightings: readonly Sighting[]): unknown[] {
  return [
    ...[sightings.map(({ id }) => id), sightings.map(({ created }) => created)],
    ...[sightings.map(({ deleted }) => deleted), sightings.map(({ since }) => since)],
    ...[sightings.map(({ sec }) => sec), sightings.map(({ obs }) => obs)],
    joinedTexts(sightings.map(({ body, text }) => text ?? jsonText(body))),
  ]
}

/** Numbers that only grow, over the whole store, in the order they were drawn. */
export async function drawObservations(db: Queryable, count = 1): Promise<number[]> {
  const rows = await db.query<{ obs: number }>(
    `select nextval('annex.observations') as obs from generate_series(1, $1::integer)`,
    [count],
  )
  return rows.map(({ obs }) => obs)
}

/**
 * Writes the sightings that are newer than their rows, in one statement. Each object at most once.
 * A row of an older generation gives way to anything (C4); a deleted one to nothing (O3). But where
 * ids are chosen being deleted is a state like others: it must be the newer word itself, and gives
 * way to a newer reply. An event alone brings nothing back.
 * @returns the ids that were written
 */
export async function writeSightings(
  tx: Queryable,
  { table, chosenId }: Kept,
  { account, livemode, generation }: GenerationKey,
  { source, sightings }: { source: Source; sightings: readonly Sighting[] },
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `insert into stripe.${table} as kept
       (account, livemode, generation, id, created, deleted, since, sec, obs, body)
     select $1, $2, $3, id, created, deleted, since, sec, obs, body
       from ${SEEN}
      order by id
     on conflict (account, livemode, id) do update
        set generation = excluded.generation,
            created = coalesce(excluded.created, kept.created),
            deleted = excluded.deleted,
            since = excluded.since,
            sec = excluded.sec,
            obs = greatest(kept.obs, excluded.obs),
            body = excluded.body
      where kept.generation < excluded.generation
         or kept.generation = excluded.generation and (not kept.deleted or $11 and $12)
            and (excluded.deleted and not $12
                 or excluded.since > kept.sec
                 or $11 and excluded.sec >= kept.since and excluded.obs > kept.obs)
     returning id`,
    [account, livemode, generation, ...valuesOf(sightings), source === 'reply', chosenId],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Brings the table of what a list inside some objects holds up to what their rows say now, in one
 * statement: what is listed is there, what is not goes. Their rows are held by the caller's
 * transaction, which has written them, so nobody else changes these.
 * @param lists.field one of ours, never a caller's
 */
export async function writeChildren(
  tx: Queryable,
  { parents, table, field }: { parents: KnownTable; table: KnownTable; field: string },
  { account, livemode }: GenerationKey,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx.query(
    `with parents as (
       select id, generation, created, since, sec, obs,
              case when not deleted and jsonb_typeof(body -> '${field}' -> 'data') = 'array'
                   then body -> '${field}' -> 'data' else '[]' end as items
         from stripe.${parents}
        where account = $1 and livemode = $2 and id = any ($3::text[])),
     listed as (
       select distinct on (item ->> 'id')
              item ->> 'id' as id, parents.id as parent, generation, since, sec, obs, item as body,
              case when jsonb_typeof(item -> 'created') = 'number'
                   then (item -> 'created')::numeric::bigint else created end as created
         from parents cross join jsonb_array_elements(items) as item
        where item ->> 'id' <> ''
        order by item ->> 'id'),
     gone as (
       delete from stripe.${table} kept
        where account = $1 and livemode = $2 and parent = any ($3::text[])
          and not exists (select from listed where listed.id = kept.id))
     insert into stripe.${table}
       (account, livemode, generation, id, parent, created, since, sec, obs, body)
     select $1, $2, generation, id, parent, created, since, sec, obs, body from listed
     on conflict (account, livemode, id) do update
        set generation = excluded.generation, parent = excluded.parent,
            created = excluded.created, since = excluded.since, sec = excluded.sec,
            obs = excluded.obs, body = excluded.body`,
    [account, livemode, ids],
  )
}

/**
 * For sightings that were not written, once `writeSightings` holds their rows: those that can't be
 * told from them by time are given as contested, unless they say the same; then the row's
 * observation is raised, so that a read sent earlier can't win against it. Contested is also what
 * speaks of a deleted object as if it were there, and not before it was gone, where ids are chosen.
 */
export async function contestedAmong(
  tx: Queryable,
  { table, chosenId }: Kept,
  { account, livemode, generation }: GenerationKey,
  sightings: readonly Sighting[],
): Promise<{ id: string; obs: number }[]> {
  return tx.query(
    `with ties as (
       select seen.id, seen.obs, seen.body = kept.body as same
         from ${SEEN}
        cross join lateral (
          select * from stripe.${table} kept
           where kept.account = $1 and kept.livemode = $2 and kept.id = seen.id
          offset 0) kept
        where kept.generation = $3 and seen.sec >= kept.since
          and case when kept.deleted then $11 and not seen.deleted else seen.since <= kept.sec end),
     confirmed as (
       update stripe.${table} kept
          set obs = greatest(kept.obs, ties.obs)
         from ties
        where ties.same and kept.account = $1 and kept.livemode = $2 and kept.id = ties.id)
     select id, obs from ties where not same`,
    [account, livemode, generation, ...valuesOf(sightings), chosenId],
  )
}

/** Ids of objects referred to that the mirror has never seen, not even deleted (O8). */
export async function missingAmong(
  db: Queryable,
  table: KnownTable,
  { account, livemode, generation }: GenerationKey,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    // One look by key each: as a join, Postgres likes to read all that the account has instead.
    `select id from unnest($4::text[]) as wanted (id)
      where (select kept.generation from stripe.${table} kept
              where kept.account = $1 and kept.livemode = $2 and kept.id = wanted.id)
            is distinct from $3`,
    [account, livemode, generation, ids],
  )
  return rows.map(({ id }) => id)
}

/** Rows that are still there and name one of `ids` in `field`. @param field one of ours, never a caller's */
export async function idsNaming(
  db: Queryable,
  { table, field }: { table: KnownTable; field: string },
  { account, livemode, generation }: GenerationKey,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted
        and body->>'${field}' = any ($4::text[])`,
    [account, livemode, generation, ids],
  )
  return rows.map(({ id }) => id)
}

/**
 * Rows a repeated backfill did not come past: they may have been deleted unheard.
 * @param unseen.owned only those that this field says are on somebody's list
 */
export async function idsNotSeenSince(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  { table, obs, owned }: { table: KnownTable; obs: number; owned: string | undefined },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted and obs < $4
        and ($5::text is null or body ->> $5 is not null)`,
    [account, livemode, generation, obs, owned ?? null],
  )
  return rows.map(({ id }) => id)
}

/** Balance transactions that became available meanwhile, which no event says. */
export async function idsDueSince(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  sec: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from stripe.balance_transactions
      where account = $1 and livemode = $2 and generation = $3 and not deleted
        and body ->> 'status' = 'pending' and (body ->> 'available_on')::bigint <= $4`,
    [account, livemode, generation, sec],
  )
  return rows.map(({ id }) => id)
}

/**
 * Objects listed before those of `reached`, the nearest first: where a list may go on when its cursor
 * is gone. Not those of that very second: in which order they are listed is unknown.
 * @param place.before only objects made before this second, where a list has no others
 */
export async function neighboursOf(
  db: Queryable,
  table: KnownTable,
  { account, livemode, generation }: GenerationKey,
  { reached, before, limit }: { reached: number; before: number | null; limit: number },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted and created > $4
        and ($5::bigint is null or created < $5)
      order by created, id
      limit $6`,
    [account, livemode, generation, reached, before, limit],
  )
  return rows.map(({ id }) => id)
}
