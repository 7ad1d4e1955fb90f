/** What is kept for a while only, so that a store doesn't grow with the days it has run. */
import { deleteReadChanges, lockFeed, numberChanges, raiseFloorTo } from './changes.js'
import type { Database, Queryable } from './database.js'

const DAY = 24 * 3600

/** Days. Events are listed by Stripe for 30: what may come again must still be known (R3). */
const EVENTS_KEPT = 35
/** Stripe goes on delivering what nobody wants for three days (W9). */
const IGNORED_KEPT = 4
const TIMELINE_KEPT = 90

/** Rows a statement deletes at most: others wait for no longer than that, and the next round goes on. */
const MOST = 10_000

/** @param now Unix seconds @returns how many rows went */
export async function deleteOutlived(db: Database, now: number): Promise<number> {
  const changes = await deleteChanges(db, now - EVENTS_KEPT * DAY)
  const ignored = await deleteOld(db, 'inbox', "state = 'ignored' and received_at < $1", [
    now - IGNORED_KEPT * DAY,
  ])
  const events = await deleteOld(db, 'inbox', "state = 'processed' and received_at < $1", [
    now - EVENTS_KEPT * DAY,
  ])
  const lines = await deleteOld(db, 'timeline', 'at < $1', [now - TIMELINE_KEPT * DAY])
  return changes + ignored + events + lines
}

/** Before the events they are of. What nobody read in all that time is gone, and whoever comes for it is told. */
function deleteChanges(db: Database, receivedBefore: number): Promise<number> {
  return db.transaction(async (tx) => {
    await lockFeed(tx)
    await numberChanges(tx)
    await raiseFloorTo(tx, receivedBefore)
    return deleteReadChanges(tx, MOST)
  })
}

async function deleteOld(
  db: Queryable,
  table: 'inbox' | 'timeline',
  condition: string,
  values: readonly number[],
): Promise<number> {
  const rows = await db.query(
    `delete from annex.${table}
      where ctid in (select ctid from annex.${table} where ${condition} limit ${MOST})
      returning 1`,
    values,
  )
  return rows.length
}
