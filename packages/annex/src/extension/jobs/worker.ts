/** Does the jobs of one kind: claims as many as there is room for, and settles each by itself. */
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Log } from '../../core/log.js'
import type { Timers } from '../../core/timers.js'
import type { Database } from '../store/database.js'
import { allowOneMore, endedInSilence, noteDeaths } from '../store/job-leases.js'
import { countOf, deathsOf, oneMore, refuseDeadly } from './deaths.js'
import type { Company, Isolation } from './isolation.js'
import type { JobData, JobKind } from './kind.js'
import { keepLease, type KeptLease, type Lease } from './lease.js'
import { settle, type GaveUp, type Outcome, type Settling } from './settle.js'

export type Handler<Data extends JobData> = (data: Data, lease: Lease) => Promise<void>

export interface WorkerParts {
  boss: PgBoss
  database: Database
  timers: Timers
  log: Log
  isolation: Isolation
  ended?: JobEnded | undefined
}

export type JobEnded = (kind: string, outcome: Outcome['kind'], seconds: number) => void

/** Notifications may be lost; this often a worker looks without one. */
const POLL_MS = 2000

export interface Does<Data extends JobData> {
  handler: Handler<Data>
  gaveUp?: GaveUp<Data> | undefined
}

export class Worker<Data extends JobData> {
  readonly #kind: JobKind<Data>
  readonly #handler: Handler<Data>
  readonly #settling: Settling<Data>
  readonly #parts: WorkerParts
  readonly #running = new Set<Promise<void>>()
  readonly #stopping = new AbortController()
  #alarm = new AbortController()
  #loop: Promise<void> | undefined

  constructor(kind: JobKind<Data>, does: Does<Data>, parts: WorkerParts) {
    this.#kind = kind
    this.#handler = does.handler
    this.#settling = { kind, gaveUp: does.gaveUp, boss: parts.boss, database: parts.database }
    this.#parts = parts
  }

  get name(): string {
    return this.#kind.name
  }

  /** Resolves once it has looked: then it is known which suspects there are. */
  start(): Promise<void> {
    const looked = Promise.withResolvers<void>()
    this.#loop = this.#work(looked.resolve)
    return looked.promise
  }

  /** There may be something to do. */
  wake(): void {
    this.#alarm.abort()
  }

  /** Takes nothing more and tells handlers to end; what is unfinished is given back (J7). */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort(new Error('The process is stopping.'))
    this.wake()
    await this.#loop
    const grace = new AbortController()
    const finished = Promise.allSettled(this.#running).then(() => grace.abort())
    await Promise.race([finished, this.#parts.timers.sleep(graceMs, grace.signal)])
  }

  async #work(looked: () => void): Promise<void> {
    const { log, timers } = this.#parts
    while (!this.#stopping.signal.aborted) {
      this.#alarm = new AbortController()
      const claimed = await this.#claim().catch((error: unknown) => {
        log.error({ err: error, queue: this.#kind.name }, 'jobs could not be claimed')
        return []
      })
      for (const job of claimed) this.#begin(job)
      looked()
      if (claimed.length === 0) await timers.sleep(POLL_MS, this.#alarm.signal)
    }
  }

  async #claim(): Promise<JobWithMetadata<Data>[]> {
    const { name, here, perAccount } = this.#kind
    const { isolation } = this.#parts
    // What would only wait here may begin at once in another process.
    if (isolation.isBusy) {
      void isolation.free().then(() => this.wake())
      return []
    }
    const batchSize = here - this.#running.size
    if (batchSize < 1) return []
    const options = { batchSize, groupConcurrency: perAccount, includeMetadata: true } as const
    return this.#parts.boss.fetch<Data>(name, options)
  }

  #begin(job: JobWithMetadata<Data>): void {
    const run = this.#run(job).finally(() => {
      this.#running.delete(run)
      this.wake()
    })
    this.#running.add(run)
  }

  async #run(job: JobWithMetadata<Data>): Promise<void> {
    const { boss, timers, log, ended } = this.#parts
    const started = timers.elapsedMs()
    const { signal: stopping } = this.#stopping
    const isSuspect = endedInSilence(job.output)
    const tools = { boss, timers, stopping, isSuspect }
    const lease = keepLease(job, tools, this.#kind.deadlineSeconds)
    const outcome = await this.#attempt(job, lease)
    lease.end()
    const line = { job: job.name, id: job.id, account: job.data.account, attempt: lease.attempt }
    const durationMs = Math.round(timers.elapsedMs() - started)
    log.info({ ...line, outcome: outcome.kind, durationMs }, 'job')
    ended?.(job.name, outcome.kind, durationMs / 1000)
    await settle(job, outcome, this.#settling).catch((error: unknown) =>
      // The lease runs out by itself, and the job runs again.
      log.error({ ...line, err: error }, 'a job could not be settled'),
    )
  }

  async #attempt(job: JobWithMetadata<Data>, lease: KeptLease): Promise<Outcome> {
    // Claimed while we were told to stop.
    if (this.#stopping.signal.aborted) return { kind: 'stopped' }
    try {
      await this.#handle(job, lease)
      if (this.#stopping.signal.aborted || lease.isCleared) return { kind: 'stopped' }
      // A handler that was told to end has not said that it was done.
      return lease.signal.aborted
        ? { kind: 'failed', error: lease.signal.reason }
        : { kind: 'done' }
    } catch (error) {
      if (this.#stopping.signal.aborted) return { kind: 'stopped' }
      return { kind: 'failed', error }
    }
  }

  #handle(job: JobWithMetadata<Data>, lease: KeptLease): Promise<void> {
    const { database, isolation, log } = this.#parts
    // A handler that never returns loses its slot with its lease (J5).
    const work = () => Promise.race([this.#handler(job.data, lease), lease.lost])
    if (!endedInSilence(job.output)) return isolation.among(work, lease.signal)

    // A death is counted as one, below; it must not use up a try of a job that only stood by.
    job.retryLimit += 1
    const allowed = allowOneMore(database, job)
    allowed.catch(() => undefined)
    const deaths = deathsOf(job.data)
    const suspect = {
      deaths: countOf(deaths),
      // Counted as it begins: those that still wait for their turn can't be to blame.
      work: async (company: Company) => {
        await allowed
        refuseDeadly(deaths)
        await noteDeaths(database, job, oneMore(deaths, company))
        await work()
      },
      companyCame: () => {
        if (lease.isCleared) return
        noteDeaths(database, job, oneMore(deaths, 'beside')).catch((error: unknown) =>
          log.warn({ err: error, job: job.name, id: job.id }, 'company came to a suspect'),
        )
      },
    }
    return isolation.apart(suspect, lease.signal)
  }
}
