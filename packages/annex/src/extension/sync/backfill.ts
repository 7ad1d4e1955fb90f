/** Reads what was there before us, newest first: from where a run stands, for a turn or to its end. */
import { apiVersion } from '../../catalogue/catalogue.js'
import type { Lease } from '../jobs/lease.js'
import { leaseBackfill } from '../store/backfills.js'
import { holdGeneration, type GenerationKey } from '../store/connections.js'
import { drawObservations } from '../store/mirror.js'
import { isSetback, type Answer } from '../stripe/answer.js'
import { backfillJob } from './jobs.js'
import { getMirroredKind } from '../mirror/kinds.js'
import { openConnection } from './open.js'
import type { Page } from './page.js'
import type { SyncParts } from './parts.js'
import { pause, type Run } from './run.js'
import { Turn } from './turn.js'
import { wholeList } from './windows.js'

export async function backfill(
  key: GenerationKey & { kind: string },
  lease: Lease,
  parts: SyncParts,
): Promise<void> {
  const open = await openConnection(key, parts)
  const run = open && (await begin(key, lease, parts))
  if (!run) return
  if (run.windows.length === 0) run.windows = [wholeList()]
  const mirrored = getMirroredKind(key.kind)
  await readOn({ mirrored, run, lease, reader: open.reader, parts })
}

function begin(key: GenerationKey & { kind: string }, lease: Lease, parts: SyncParts) {
  return parts.database.transaction(async (tx) => {
    await lease.hold(tx)
    const [obs = 0] = await drawObservations(tx)
    const now = parts.outside.clock.now()
    return leaseBackfill(tx, key, { kind: key.kind, obs, now, version: apiVersion() })
  })
}

async function readOn(hold: Run): Promise<void> {
  const turn = new Turn(hold)
  const end = await turn.finished()
  if (hold.lease.signal.aborted) return
  if (end.kind === 'answer') await stop(end.answer, hold)
  if (end.kind === 'stuck') await pause({ reason: DOES_NOT_ADVANCE, mayPass: false }, hold)
  if (end.kind === 'turn_over') await handOver(hold)
}

const DOES_NOT_ADVANCE = 'The list does not advance: Stripe gives the same page again and again.'

/** Ends the run for now, with the reason where people see it (B3, B9). */
async function stop(answer: Exclude<Answer<Page>, { kind: 'ok' }>, hold: Run): Promise<void> {
  const reason = 'reason' in answer ? answer.reason : 'Stripe has no such list.'
  const isRefused = answer.kind === 'refused' && answer.what === 'access'
  const mayPass = isRefused || answer.kind === 'unauthorized' || isSetback(answer)
  await pause({ reason, mayPass }, hold)
  if (isRefused) await hold.parts.hooks.accessRefused(hold.run)
}

/** Another job goes on: a long list must not keep others from their turn (J6). */
async function handOver({ run, lease, parts }: Run): Promise<void> {
  const { account, livemode, generation, kind } = run
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, run))) return
    await lease.hold(tx)
    const data = { account, livemode, generation, kind }
    await parts.jobs.send(tx, { kind: backfillJob, data })
  })
}
