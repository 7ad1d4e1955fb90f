/** What becomes of a job once its handler ended: gone, begun anew, tried again, or kept as a dead letter. */
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Database, Queryable } from '../store/database.js'
import { deleteOutdone, letFollowersGo } from '../store/dead-letters.js'
import { allowNoMore, forgetDeaths, notifyWorkers, returnToPlace } from '../store/job-leases.js'
import { tellOfChange } from '../store/news.js'
import { affectedBy, DEAD, statementsOf } from './boss.js'
import { DeadlyJob, withoutDeaths } from './deaths.js'
import type { JobData, JobKind } from './kind.js'

type Failed = { kind: 'failed'; error: unknown }

export type Outcome = { kind: 'done' } | { kind: 'stopped' } | Failed

/** In the transaction that makes a job a dead letter. */
export type GaveUp<Data extends JobData> = (tx: Queryable, data: Data) => Promise<void>

export interface Settling<Data extends JobData> {
  kind: JobKind<Data>
  gaveUp: GaveUp<Data> | undefined
  boss: PgBoss
  database: Database
}

/** pg-boss settles only the attempt we hold: one that went to another worker is left alone. */
export function settle<Data extends JobData>(
  job: JobWithMetadata<Data>,
  outcome: Outcome,
  settling: Settling<Data>,
): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return finish(job, settling)
    case 'failed':
      return fail(job, outcome, settling)
    default:
      return giveBack(job, settling)
  }
}

/** Not completed but deleted: a finished job would keep its account's id for no use (R5). */
async function finish<Data extends JobData>(
  job: JobWithMetadata<Data>,
  { kind, boss, database }: Settling<Data>,
): Promise<void> {
  await boss.deleteJob(job.name, [job])
  const key = kind.keyOf?.(job.data)
  if (key === undefined) return
  // It is done, so a letter that says it could not be is none any more.
  const outdone = await deleteOutdone(database, DEAD, { name: job.name, key })
  if (outdone) await tellOfChange(database, job.data)
}

/** Unfinished only because it was told to stop: it begins again, without an attempt lost. */
function giveBack<Data extends JobData>(
  job: JobWithMetadata<Data>,
  { kind, boss, database }: Settling<Data>,
): Promise<void> {
  return database.transaction(async (tx) => {
    if (kind.inOrderOf) {
      await returnToPlace(tx, job)
      return notifyWorkers(tx, job.name)
    }
    const db = statementsOf(tx)
    const deleted = await boss.deleteJob(job.name, [job], { db })
    if (affectedBy(deleted) === 0) return
    const data = withoutDeaths(job.data)
    await boss.send(job.name, data, { db, ...sendOptions(kind, data) })
    await notifyWorkers(tx, job.name)
  })
}

/** Tried again later; for the last time or by a deadly job, kept as a dead letter. */
function fail<Data extends JobData>(
  job: JobWithMetadata<Data>,
  outcome: Failed,
  { kind, gaveUp, boss, database }: Settling<Data>,
): Promise<void> {
  const isDeadly = outcome.error instanceof DeadlyJob
  const isLast = isDeadly || job.retryCount >= job.retryLimit
  return database.transaction(async (tx) => {
    if (isDeadly) await allowNoMore(tx, job)
    // It failed, and the process lives.
    await forgetDeaths(tx, job)
    const failed = await boss.fail(job.name, [job], reasonOf(outcome), { db: statementsOf(tx) })
    if (!isLast || affectedBy(failed) === 0) return
    if (kind.inOrderOf) await letFollowersGo(tx, [job.name])
    await gaveUp?.(tx, job.data)
    await tellOfChange(tx, job.data)
  })
}

/** Kept with a dead letter, for people (J4): never the message's whole cause, which may hold data. */
function reasonOf({ error }: { error: unknown }): { class: string; message: string } {
  if (error instanceof Error) return { class: error.constructor.name, message: error.message }
  return { class: 'unknown', message: 'Something that is no error was thrown.' }
}

export function sendOptions<Data extends JobData>(kind: JobKind<Data>, data: Data) {
  const key = (kind.keyOf ?? kind.inOrderOf)?.(data)
  return { group: { id: data.account }, ...(key !== undefined && { singletonKey: key }) }
}
