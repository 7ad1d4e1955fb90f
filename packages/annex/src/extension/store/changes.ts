/** The feed of changes: events in an order that readers give, so that none commits behind a reader's back. */
import type { AccountKey } from './connections.js'
import type { Queryable } from './database.js'

export interface ChangeRow extends AccountKey {
  position: number
  /** The event as it was kept. */
  body: Record<string, unknown>
}

/** A cursor that leads nowhere; the message says what to do. */
export class CursorRefused extends Error {}

export interface FeedState {
  /** The largest number that was given. */
  last: number
  /** Up to here something may be gone. */
  pruned: number
}

/** The consumer's place, held until the transaction ends. */
export async function lockConsumer(tx: Queryable, name: string): Promise<number | undefined> {
  const sql = 'select position from annex.consumers where name = $1 for update'
  return (await tx.query<{ position: number }>(sql, [name]))[0]?.position
}

/** Begins with what is kept from now on: events that are being written meanwhile are waited for. */
export async function insertConsumer(tx: Queryable, name: string, now: number): Promise<void> {
  await tx.query('lock table annex.inbox in share mode')
  await tx.query(
    `insert into annex.consumers (name, position, read_at)
     select $1, last, $2 from annex.feed
     on conflict (name) do nothing`,
    [name, now],
  )
}

export async function moveConsumer(
  tx: Queryable,
  name: string,
  { position, now }: { position: number; now: number },
): Promise<void> {
  const sql = 'update annex.consumers set position = $2, read_at = $3 where name = $1'
  await tx.query(sql, [name, position, now])
}

export async function deleteConsumer(db: Queryable, name: string): Promise<boolean> {
  const sql = 'delete from annex.consumers where name = $1 returning 1'
  return (await db.query(sql, [name])).length === 1
}

/** Others that give numbers wait until the transaction ends. */
export async function lockFeed(tx: Queryable): Promise<FeedState> {
  const [state] = await tx.query<FeedState>('select last, pruned from annex.feed for update')
  if (!state) throw new Error('The feed has lost its row.')
  return state
}

/** Numbered at most, at a time. */
const MOST = 5000

/** Gives numbers to what has come since, the oldest first. Call it behind `lockFeed`. */
export async function numberChanges(tx: Queryable): Promise<void> {
  await tx.query(
    `with waiting as (
       select account, livemode, event, seen.created, seen.obs
         from annex.changes join annex.inbox seen using (account, livemode, event)
        where position is null
        order by seen.obs limit $1),
     placed as (
       select account, livemode, event, row_number() over (order by created, obs) as place
         from waiting),
     numbered as (
       update annex.changes as known
          set position = feed.last + placed.place
         from placed, annex.feed
        where known.account = placed.account and known.livemode = placed.livemode
          and known.event = placed.event
       returning 1)
     update annex.feed set last = last + (select count(*) from numbered)
      where exists (select from numbered)`,
    [MOST],
  )
}

/** Of connections that stand: what is being purged is read by nobody any more. */
export function listChanges(
  tx: Queryable,
  { after, limit }: { after: number; limit: number },
): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `select change.position, change.account, change.livemode, seen.body
       from annex.changes change
       join annex.inbox seen using (account, livemode, event)
       join annex.connections connection
         on connection.account = change.account and connection.livemode = change.livemode
        and connection.generation = change.generation and connection.state <> 'purging'
      where change.position > $1
      order by change.position
      limit $2`,
    [after, limit],
  )
}

/** What every consumer has dealt with goes; without any, all does. @param most rows at a time */
export async function deleteReadChanges(tx: Queryable, most: number): Promise<number> {
  const rows = await tx.query<{ position: number | null }>(
    `delete from annex.changes
      where ctid in (
        select ctid from annex.changes
         where position <= (select min(position) from annex.consumers)
            or not exists (select from annex.consumers)
         limit $1)
      returning position`,
    [most],
  )
  await raiseFloor(tx, Math.max(0, ...rows.map(({ position }) => position ?? 0)))
  return rows.length
}

/** Before events of that time go, and with them their changes, whether they were read or not. */
export async function raiseFloorTo(tx: Queryable, receivedBefore: number): Promise<void> {
  const [row] = await tx.query<{ top: number | null }>(
    `select max(change.position) as top
       from annex.changes change join annex.inbox seen using (account, livemode, event)
      where seen.received_at < $1`,
    [receivedBefore],
  )
  await raiseFloor(tx, row?.top ?? 0)
}

async function raiseFloor(tx: Queryable, floor: number): Promise<void> {
  await tx.query('update annex.feed set pruned = $1 where pruned < $1', [floor])
}
