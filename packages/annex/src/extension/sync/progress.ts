/** How far a connection's history has arrived, kind by kind, for people. */
import type { Choice } from '../mirror/choice.js'
import { listBackfills, type Backfill, type BackfillState } from '../store/backfills.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { countMirrored } from '../store/mirrored.js'

export interface KindProgress {
  /** `payment_intents`, as in `stripe.payment_intents`. */
  kind: string
  state: BackfillState
  /** Why it paused, in words for people. */
  reason: string | null
  /** Rows in the mirror now, whoever brought them. */
  objects: number
  /** The same of what their lists hold: `subscription_items`. */
  inside: { kind: string; objects: number }[]
  /** Objects the backfill has read so far, and how many a second since it began. */
  read: number
  rate: number | null
  /** `created` of the oldest object read so far, Unix seconds: history has arrived back to here. */
  reached: number | null
  started_at: number | null
  finished_at: number | null
}

/** @param now Unix seconds */
export async function progressOf(
  db: Queryable,
  key: GenerationKey,
  { mirrors, now }: { mirrors: Choice; now: number },
): Promise<KindProgress[]> {
  const runs = await listBackfills(db, key)
  const counts = await countMirrored(db, key, mirrors.tables)
  const objectsOf = new Map<string, number>(counts.map(({ kind, objects }) => [kind, objects]))
  return mirrors.kinds.flatMap(({ kind, table, children }) => {
    const run = runs.find((candidate) => candidate.kind === kind)
    const objects = objectsOf.get(table) ?? 0
    const inside = children.map((child) => ({
      kind: child.table,
      objects: objectsOf.get(child.table) ?? 0,
    }))
    return run ? [{ ...progressOfRun(run, now), kind: table, objects, inside }] : []
  })
}

function progressOfRun(
  run: Backfill,
  now: number,
): Omit<KindProgress, 'kind' | 'objects' | 'inside'> {
  const { state, reason, objects: read, reached, started_at, finished_at } = run
  const seconds = started_at === null ? 0 : (finished_at ?? now) - started_at
  const rate = seconds > 0 ? Math.round((read / seconds) * 10) / 10 : null
  return { state, reason, read, rate, reached, started_at, finished_at }
}
