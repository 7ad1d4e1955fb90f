/** What of the job queue's own table we must read or change inside our transactions. */
import { isDeepStrictEqual } from 'node:util'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

/** One claim of a job: the queue raises `retryCount` with each, so it is the fence number (J3). */
export interface Attempt {
  name: string
  id: string
  retryCount: number
}

/** Whether the claim still stands; while the transaction runs it does. */
export async function isHeld(tx: Queryable, { name, id, retryCount }: Attempt): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from pgboss.job
      where name = $1 and id = $2 and retry_count = $3 and state = 'active'
        for share`,
    [name, id, retryCount],
  )
  return rows.length === 1
}

/** Wakes the workers of a queue once the transaction commits. */
export async function notifyWorkers(tx: Queryable, queue: string): Promise<void> {
  await tx.query(`select pg_notify('annex_jobs', $1)`, [queue])
}

/** What the queue's supervisor writes of a job whose worker fell silent. */
const SILENT = { value: { message: 'job heartbeat timeout' } }

/**
 * Jobs whose worker is known to be dead run again at once. Only for whoever knows: the one process
 * that has an embedded store open, at its start.
 */
export async function releaseOrphans(db: Queryable): Promise<void> {
  await db.query(
    `update pgboss.job set state = 'retry', start_after = now(), heartbeat_on = null, output = $1
      where state = 'active'`,
    [SILENT],
  )
}

/** @param output of the attempt before */
export function endedInSilence(output: unknown): boolean {
  return isDeepStrictEqual(output, SILENT)
}

const HELD = `where name = $1 and id = $2 and retry_count = $3 and state = 'active'`

/** Beside the job's own data, which travels with it from attempt to attempt. */
export async function noteDeaths(
  db: Queryable,
  { name, id, retryCount }: Attempt,
  deaths: object,
): Promise<void> {
  const sql = `update pgboss.job set data = jsonb_set(data, '{deaths}', $4) ${HELD}`
  await db.query(sql, [name, id, retryCount, deaths])
}

/** It got further than it did before, or failed and left its process alive: it was not this job. */
export async function forgetDeaths(tx: Queryable, { name, id, retryCount }: Attempt) {
  const sql = `update pgboss.job set data = data - 'deaths' ${HELD} and data ? 'deaths'`
  await tx.query(sql, [name, id, retryCount])
}

/** The attempt that ended with its process was no failure of the job's own. */
export async function allowOneMore(db: Queryable, { name, id, retryCount }: Attempt) {
  const sql = `update pgboss.job set retry_limit = retry_limit + 1 ${HELD}`
  await db.query(sql, [name, id, retryCount])
}

/** Unfinished, it keeps its place before those sent after it, and the attempt is no failure of its own. */
export async function returnToPlace(tx: Queryable, { name, id, retryCount }: Attempt) {
  const sql = `
    update pgboss.job
       set state = 'retry', retry_limit = retry_limit + 1, start_after = now(), heartbeat_on = null,
           data = data - 'deaths' ${HELD}`
  await tx.query(sql, [name, id, retryCount])
}

/** The next failure is its last. */
export async function allowNoMore(db: Queryable, { name, id, retryCount }: Attempt) {
  const sql = `update pgboss.job set retry_limit = retry_count ${HELD}`
  await db.query(sql, [name, id, retryCount])
}

/**
 * Everything queued, running, finished or dead of the generations before this one (R5, C3). What
 * runs loses its lease with its row. The purge itself carries this generation, and stays; attempts
 * at it that ended before go too, which the queue would keep for an hour.
 */
export async function deleteJobsBefore(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<void> {
  await tx.query(
    `delete from pgboss.job
      where data ->> 'account' = $1 and (data ->> 'livemode')::boolean = $2
        and (coalesce((data ->> 'generation')::integer, 0) < $3
             or (data ->> 'generation')::integer = $3
                and state in ('completed', 'cancelled', 'failed'))`,
    [account, livemode, generation],
  )
}
