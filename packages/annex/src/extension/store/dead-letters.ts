/** Jobs that failed for good, as the queue's own table keeps them. */
import type { Queryable } from './database.js'

/** Replayed, a job has its whole number of lives again. */
export async function beginAnew(tx: Queryable, queue: string, ids: readonly string[]) {
  const sql = `update pgboss.job set data = data - 'deaths' where name = $1 and id = any($2::uuid[])`
  await tx.query(sql, [queue, ids])
}

/** Those the queue would not take back: it marks them as failed. */
export async function deleteRefused(tx: Queryable, queue: string, ids: readonly string[]) {
  const sql = `delete from pgboss.job where name = $1 and id = any($2::uuid[]) and state = 'failed'`
  await tx.query(sql, [queue, ids])
}

/** What was done since by another job of the same key. @returns whether there was any */
export async function deleteOutdone(
  tx: Queryable,
  queue: string,
  { name, key }: { name: string; key: string },
): Promise<boolean> {
  const rows = await tx.query(
    `delete from pgboss.job where name = $1 and source_name = $2 and singleton_key = $3 returning 1`,
    [queue, name, key],
  )
  return rows.length > 0
}

/** What failed for good holds up nothing: its dead letter is kept, and those behind it go on. */
export async function letFollowersGo(db: Queryable, queues: readonly string[]): Promise<void> {
  if (queues.length === 0) return
  const sql = `delete from pgboss.job where name = any($1::text[]) and state = 'failed'`
  await db.query(sql, [queues])
}

/**
 * Whether a dead letter is all that is left of a job: nothing waits or runs that would do it.
 * @param data what the job's data holds, at least
 */
export async function isGivenUp(
  db: Queryable,
  { name, data }: { name: string; data: object },
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from pgboss.job dead
      where dead.name <> $1 and dead.source_name = $1 and dead.data @> $2::jsonb
        and not exists (
          select 1 from pgboss.job own
           where own.name = $1 and own.state in ('created', 'retry', 'active') and own.data @> $2::jsonb
        )
      limit 1`,
    [name, data],
  )
  return rows.length === 1
}
