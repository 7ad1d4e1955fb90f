/** Objects on no list: deleted before us, or nobody's. Only what refers to them tells that they were there (O8). */
import type { Lease } from '../jobs/lease.js'
import type { Choice } from '../mirror/choice.js'
import { listBackfillStates } from '../store/backfills.js'
import { holdGeneration, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { insertRereadsOfMissing, type Missing } from '../store/rereads.js'
import { rereadJob, unlistedJob } from './jobs.js'
import type { SyncParts } from './parts.js'

/**
 * At the end of a run, in its transaction: if other kinds that refer to this one were read too, or
 * those that it refers to, a job looks for what is missing between them.
 */
export async function lookForUnlisted(
  tx: Queryable,
  { account, livemode, generation, kind }: GenerationKey & { kind: string },
  { jobs, mirrors }: Pick<SyncParts, 'jobs' | 'mirrors'>,
): Promise<void> {
  const data = { account, livemode, generation, kind }
  if ((await pairsRead(tx, data, mirrors)).length === 0) return
  await jobs.send(tx, { kind: unlistedJob, data })
}

/** What is read then leaves a row, were it only a deleted one, so that nothing is asked for twice. */
export async function askForUnlisted(
  key: GenerationKey & { kind: string },
  lease: Lease,
  parts: SyncParts,
): Promise<void> {
  for (const pair of await pairsRead(parts.database, key, parts.mirrors)) {
    if (lease.signal.aborted) return
    await ask(pair, key, { lease, parts })
  }
}

/** Of one kind, with others that it refers to or that refer to it: a list still being read may bring them. */
async function pairsRead(
  db: Queryable,
  { kind, ...key }: GenerationKey & { kind: string },
  mirrors: Choice,
): Promise<Pair[]> {
  const runs = await listBackfillStates(db, key)
  const over = new Set(runs.filter(({ state }) => state === 'done').map((run) => run.kind))
  return pairsOf(kind, mirrors).filter((pair) => over.has(pair.kind) && over.has(pair.referring))
}

interface Pair extends Missing {
  /** The kind that refers. */
  referring: string
}

function pairsOf(ended: string, mirrors: Choice): Pair[] {
  return mirrors.kinds.flatMap(({ kind: referring, table, parents }) =>
    Object.entries(parents).flatMap(([field, kind]) => {
      const named = mirrors.find(kind)
      if (!named || (kind !== ended && referring !== ended)) return []
      return [{ kind, table: named.table, referring, referrer: { table, field } }]
    }),
  )
}

/** One transaction each, since a long history takes a while to look through. */
function ask(
  pair: Pair,
  { account, livemode, generation }: GenerationKey,
  { lease, parts }: { lease: Lease; parts: SyncParts },
): Promise<void> {
  const data = { account, livemode, generation }
  return parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, data))) return
    await lease.advance(tx)
    if ((await insertRereadsOfMissing(tx, data, pair)) === 0) return
    await parts.jobs.send(tx, { kind: rereadJob, data })
  })
}
