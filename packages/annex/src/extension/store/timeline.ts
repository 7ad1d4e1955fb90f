/** What happened to a connection, for people: connected, a kind read, a webhook, an error. Never what its data says. */
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

export interface TimelineRow {
  at: number
  what: string
  details: Record<string, unknown>
}

export async function insertTimelineEntry(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  entry: TimelineRow,
): Promise<void> {
  await tx.query(
    `insert into annex.timeline (account, livemode, generation, at, what, details)
     values ($1, $2, $3, $4, $5, $6)`,
    [account, livemode, generation, entry.at, entry.what, entry.details],
  )
}

/** Newest first. */
export function listTimeline(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  limit: number,
): Promise<TimelineRow[]> {
  return db.query<TimelineRow>(
    `select at, what, details
       from annex.timeline
      where account = $1 and livemode = $2 and generation = $3
      order by id desc
      limit $4`,
    [account, livemode, generation, limit],
  )
}
