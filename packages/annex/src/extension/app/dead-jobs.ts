/** Jobs that failed for good: why they ended, and the door to try them again (J4). */
import { z } from 'zod'
import type { DeadLetter, Jobs } from '../jobs/jobs.js'
import { holdGeneration, type AccountKey } from '../store/connections.js'
import type { Database } from '../store/database.js'
import { endedInSilence } from '../store/job-leases.js'
import { backfillJob } from '../sync/jobs.js'
import type { Sync } from '../sync/sync.js'
import { NoSuchJob } from './refusals.js'

export interface DeadJob {
  id: string
  /** What was to be done: `backfill`, `reread`, `catch_up`, `on_event`, `on_connect`, … */
  kind: string
  /** What of, where that is one thing: `customer` of a backfill, `evt_…` of an event, `acct_…` of billing. */
  subject: string | null
  account: string
  livemode: boolean
  /** Class and text of the error that ended it, never what it worked on. */
  reason: string
  /** Unix seconds. */
  died_at: number
}

export interface DeadJobs {
  /** Of one account and mode, or of all. */
  list(key?: AccountKey): Promise<DeadJob[]>
  /** Puts them back into their queues. @throws NoSuchJob for an id that is not listed */
  replay(ids: readonly string[]): Promise<{ replayed: number }>
  /** The same for whatever there is of one account and mode: what somebody else replayed is no mistake. */
  replayOf(key: AccountKey): Promise<{ replayed: number }>
}

interface Parts {
  jobs: Jobs
  sync: Sync
  database: Database
}

export function deadJobsOf(parts: Parts): DeadJobs {
  return {
    async list(key) {
      const dead = (await parts.jobs.listDead()).map(deadJobOf)
      return key ? dead.filter((job) => isOf(job, key)) : dead
    },
    replay: (ids) => replayNamed(ids, parts),
    async replayOf(key) {
      const dead = await parts.jobs.listDead()
      const own = dead.filter((letter) => isOf(deadJobOf(letter), key))
      return replay(own, parts)
    },
  }
}

function isOf(job: DeadJob, { account, livemode }: AccountKey): boolean {
  return job.account === account && job.livemode === livemode
}

function deadJobOf({ id, kind, data, reason, diedAt }: DeadLetter): DeadJob {
  const { account, livemode } = data
  const died_at = Math.floor(diedAt.getTime() / 1000)
  const subject = subjectOf(data)
  return { id, kind, subject, account, livemode, reason: wordsOf(reason), died_at }
}

const named = z.object({
  kind: z.string().optional(),
  event: z.string().optional(),
  billed: z.string().optional(),
})

function subjectOf(data: object): string | null {
  const { kind, event, billed } = named.parse(data)
  return kind ?? event ?? billed ?? null
}

const thrown = z.object({ class: z.string(), message: z.string() })

function wordsOf(reason: unknown): string {
  if (endedInSilence(reason)) return 'Its process ended, or was cut off from the store.'
  const known = thrown.safeParse(reason)
  return known.success ? `${known.data.class}: ${known.data.message}` : 'It took too long.'
}

const backfillData = z.object({
  account: z.string(),
  livemode: z.boolean(),
  generation: z.number(),
  kind: z.string(),
})

async function replayNamed(ids: readonly string[], parts: Parts): Promise<{ replayed: number }> {
  if (ids.length === 0) return { replayed: 0 }
  const wanted = new Set(ids)
  const letters = (await parts.jobs.listDead()).filter(({ id }) => wanted.delete(id))
  const [unknown] = wanted
  if (unknown !== undefined) throw new NoSuchJob(`No failed job '${unknown}' is kept.`)
  return replay(letters, parts)
}

async function replay(
  letters: readonly DeadLetter[],
  { jobs, sync, database }: Parts,
): Promise<{ replayed: number }> {
  await database.transaction(async (tx) => {
    await jobs.replay(tx, letters)
    // The run of a backfill rests since its job died: without this the job would find nothing to do.
    for (const { data } of letters.filter(({ kind }) => kind === backfillJob.name)) {
      const { kind, ...key } = backfillData.parse(data)
      if (await holdGeneration(tx, key)) await sync.startBackfill(tx, key, { kinds: [kind] })
    }
  })
  return { replayed: letters.length }
}
