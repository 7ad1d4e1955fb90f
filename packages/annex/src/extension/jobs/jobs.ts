/** The job queue: work that is kept by the transaction that causes it, and done by any process. */
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import { every } from '../../core/timers.js'
import type { Database, Queryable } from '../store/database.js'
import { beginAnew, deleteRefused, letFollowersGo } from '../store/dead-letters.js'
import { notifyWorkers, releaseOrphans } from '../store/job-leases.js'
import { tellOfChange } from '../store/news.js'
import { createBoss, DEAD, HEARTBEAT_SECONDS, statementsOf } from './boss.js'
import { Isolation } from './isolation.js'
import type { JobData, JobKind } from './kind.js'
import { sendOptions, type GaveUp } from './settle.js'
import { Worker, type Handler, type JobEnded } from './worker.js'

export interface Jobs {
  /**
   * Before `start`: who does the jobs of a kind, and who hears that one became a dead letter. Also a
   * process that only sends declares its kinds.
   */
  handle<Data extends JobData>(
    kind: JobKind<Data>,
    handler: Handler<Data>,
    gaveUp?: GaveUp<Data>,
  ): void
  /** Makes the queues; unless `work` is false it begins to take jobs. */
  start(options?: { work?: boolean }): Promise<void>
  /** Commits with `tx`, or not at all (J1). */
  send<Data extends JobData>(tx: Queryable, job: NewJob<Data>): Promise<void>
  /** Many of one kind in one statement. @param ordered in the order they are to be done, each with a number of its own */
  sendAll<Data extends JobData>(
    tx: Queryable,
    kind: JobKind<Data>,
    ordered: readonly Numbered<Data>[],
  ): Promise<void>
  listDead(): Promise<DeadLetter[]>
  /** Puts dead letters back into the queues they came from, in `tx`. */
  replay(tx: Queryable, letters: readonly DeadLetter[]): Promise<void>
  /** Ends within `graceMs`: finishes what it can, and gives the rest back (J7). */
  stop(graceMs?: number): Promise<void>
}

export interface NewJob<Data extends JobData> {
  kind: JobKind<Data>
  data: Data
  /** Not before so many seconds from now. */
  afterSeconds?: number
  /** After all others of its kind that wait. */
  behind?: boolean
}

export interface Numbered<Data extends JobData> {
  data: Data
  /** Below 2⁴⁸, never given twice to a kind, growing in the order of the list. */
  number: number
}

export interface DeadLetter {
  id: string
  kind: string
  data: JobData
  /** Class and text of the error that ended it. */
  reason: unknown
  diedAt: Date
}

/** Eight failed starts, then a person decides (J4). */
const RETRIES = 7

const GRACE_MS = 10_000

/** For so long a job may hold up others although it died with its process, unheard. */
const SWEEP_MS = 60_000

export interface JobsParts {
  database: Database
  outside: Pick<Outside, 'timers'>
  log: Log
  /** Hears of each that a handler ended, however. */
  ended?: JobEnded
}

export function createJobs({ database, outside, log, ended }: JobsParts): Jobs {
  const boss = createBoss(database, log, true)
  const declared = new Map<string, { start: () => Promise<void>; worker: Startable }>()
  const { timers } = outside
  const isolation = new Isolation(timers)
  const parts = { boss, database, log, timers, isolation, ended }
  const ordered: string[] = []
  let stopListening = async () => {}
  let stopSweeping = () => {}
  let working = false

  async function makeQueue<Data extends JobData>(kind: JobKind<Data>): Promise<void> {
    await boss.createQueue(kind.name, {
      policy: kind.inOrderOf ? 'key_strict_fifo' : kind.keyOf ? 'short' : 'standard',
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: kind.deadlineSeconds + HEARTBEAT_SECONDS,
      retryLimit: RETRIES,
      ...{ retryDelay: 1, retryBackoff: true, retryDelayMax: 300 },
      ...{ deadLetter: DEAD, deleteAfterSeconds: 3600 },
    })
  }

  return {
    handle(kind, handler, gaveUp) {
      const worker = new Worker(kind, { handler, gaveUp }, parts)
      declared.set(kind.name, { start: () => makeQueue(kind), worker })
      if (kind.inOrderOf) ordered.push(kind.name)
    },
    async start({ work = true } = {}) {
      await alone(database, async () => {
        await boss.start()
        await boss.createQueue(DEAD, { retentionSeconds: 30 * 24 * 3600 })
        for (const { start } of declared.values()) await start()
      })
      if (!work) return
      working = true
      if (database.kind === 'embedded') await releaseOrphans(database)
      stopListening = await database.listen('annex_jobs', (name) =>
        declared.get(name)?.worker.wake(),
      )
      stopSweeping = every(SWEEP_MS, () => letFollowersGo(database, ordered), {
        timers,
        failed: (error) => log.error({ err: error }, 'jobs behind a dead one'),
      })
      const workers = [...declared.values()].map(({ worker }) => worker)
      void Promise.all(workers.map((worker) => worker.start())).then(() => isolation.open())
    },
    async send(tx, { kind, data, afterSeconds, behind = false }) {
      const when = {
        ...(afterSeconds !== undefined && { startAfter: afterSeconds }),
        ...(behind && { priority: -1 }),
      }
      const db = statementsOf(tx)
      await boss.send(kind.name, data, { db, ...sendOptions(kind, data), ...when })
      await notifyWorkers(tx, kind.name)
    },
    async sendAll(tx, kind, ordered) {
      if (ordered.length === 0) return
      const rows = ordered.map(({ data, number }) => {
        return { id: idOf(number), data, ...sendOptions(kind, data) }
      })
      await boss.insert(kind.name, rows, { db: statementsOf(tx) })
      await notifyWorkers(tx, kind.name)
    },
    async listDead() {
      const jobs = await boss.findJobs<JobData>(DEAD)
      return jobs.map((job) => ({
        ...{ id: job.id, kind: job.sourceName ?? '', data: job.data },
        ...{ reason: job.sourceOutput, diedAt: job.createdOn },
      }))
    },
    async replay(tx, letters) {
      if (letters.length === 0) return
      const ids = letters.map(({ id }) => id)
      await beginAnew(tx, DEAD, ids)
      await boss.redrive(DEAD, { ids, limit: ids.length, db: statementsOf(tx) })
      // What is left would do what another job waits to do already.
      await deleteRefused(tx, DEAD, ids)
      for (const name of new Set(letters.map(({ kind }) => kind))) await notifyWorkers(tx, name)
      for (const { data } of letters) await tellOfChange(tx, data)
    },
    async stop(graceMs = GRACE_MS) {
      stopSweeping()
      const workers = working ? [...declared.values()] : []
      await Promise.all(workers.map(({ worker }) => worker.stop(graceMs)))
      await stopListening()
      await boss.stop({ graceful: false, close: false })
    },
  }
}

/** Those of one transaction are as old as each other: then the queue goes by their ids. */
function idOf(number: number): string {
  return `00000000-0000-8000-8000-${number.toString(16).padStart(12, '0')}`
}

/** Any number will do as long as it is ours. */
const LOCK = 4_200_422

/** pg-boss does not bear two processes that make its tables at once; an embedded store has one process. */
async function alone(database: Database, work: () => Promise<void>): Promise<void> {
  if (database.kind === 'embedded') return work()
  await database.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
    await work()
  })
}

type Startable = Pick<Worker<JobData>, 'start' | 'wake' | 'stop'>
