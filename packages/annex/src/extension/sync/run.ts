/** One process's hold on a backfill run, and letting go of it with a reason. */
import type { Lease } from '../jobs/lease.js'
import {
  giveBackfillUp,
  listOpenBackfills,
  lockBackfill,
  pauseBackfill,
  type Backfill,
  type Pause,
} from '../store/backfills.js'
import { holdGeneration, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { isGivenUp } from '../store/dead-letters.js'
import { tellOfChange } from '../store/news.js'
import { insertTimelineEntry } from '../store/timeline.js'
import type { Reader } from '../stripe/read.js'
import { backfillJob } from './jobs.js'
import type { MirroredKind } from '../mirror/kinds.js'
import type { SyncParts } from './parts.js'

export interface Run {
  mirrored: MirroredKind
  run: Backfill
  lease: Lease
  reader: Reader
  parts: SyncParts
}

/** Until somebody presses Sync now; what may pass by itself, until Stripe answers again. */
export async function pause(
  { reason, mayPass }: Pause,
  { run, lease, parts, mirrored }: Run,
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, run))) return
    await lease.hold(tx)
    await pauseBackfill(tx, run, { reason, mayPass })
    const details = { kind: mirrored.kind, reason }
    const at = parts.outside.clock.now()
    await insertTimelineEntry(tx, run, { at, what: 'backfill_paused', details })
    await tellOfChange(tx, run)
  })
}

const FAILED_AGAIN = 'Reading failed again and again. Sync now tries once more.'

const LAST_TRY_CUT_OFF = 'The last try ended with its process. Sync now tries once more.'

/** Eight tries failed, or three processes died of it: a person decides (J4). */
export async function gaveUp(
  tx: Queryable,
  key: GenerationKey & { kind: string },
  { outside }: Pick<SyncParts, 'outside'>,
  reason = FAILED_AGAIN,
): Promise<void> {
  if (!(await holdGeneration(tx, key))) return
  const { kind } = key
  if (!(await giveBackfillUp(tx, key, { kind, reason }))) return
  const details = { kind, reason }
  await insertTimelineEntry(tx, key, { at: outside.clock.now(), what: 'backfill_paused', details })
  await tellOfChange(tx, key)
}

/**
 * The last try may end with its worker, silently: the queue then makes the job a dead letter by
 * itself, nobody hears of it, and the run would seem to go on for ever.
 */
export async function pauseAbandoned({ database, outside }: SyncParts): Promise<void> {
  for (const run of await listOpenBackfills(database)) {
    const job = { name: backfillJob.name, data: run }
    if (!(await isGivenUp(database, job))) continue
    await database.transaction(async (tx) => {
      await lockBackfill(tx, run)
      // Asked again behind the lock: Sync now may have sent a job since.
      if (await isGivenUp(tx, job)) await gaveUp(tx, run, { outside }, LAST_TRY_CUT_OFF)
    })
  }
}
