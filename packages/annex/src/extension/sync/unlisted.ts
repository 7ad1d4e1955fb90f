/** Objects on no list: nobody owns them, so only what refers to them tells that they exist (O8). */
import { holdBackfill } from '../store/backfills.js'
import type { Choice } from '../mirror/choice.js'
import type { MirroredKind } from '../mirror/kinds.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { idsReferredTo } from '../store/mirror.js'
import { insertRereads } from '../store/rereads.js'

/**
 * At the end of a run, in its transaction: a guest's payment names a payment method of nobody. While
 * its kind's own run goes on, that may still bring it; whichever run ends last asks for the rest.
 * @returns how many re-reads it asked for
 */
export async function askForUnlisted(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { ended, mirrors }: { ended: MirroredKind; mirrors: Choice },
): Promise<number> {
  const key = { account, livemode, generation }
  const wanted = new Set<string>()
  const kinds = [ended, ...Object.values(ended.parents).flatMap((kind) => mirrors.find(kind) ?? [])]
  for (const mirrored of new Set(kinds.filter(({ owner }) => owner))) {
    const isOver = mirrored === ended || (await holdBackfill(tx, key, mirrored.kind)) === 'done'
    if (isOver) for (const id of await missing(tx, key, mirrored, mirrors)) wanted.add(id)
  }
  return wanted.size
}

async function missing(
  tx: Queryable,
  key: GenerationKey,
  { kind, table }: MirroredKind,
  mirrors: Choice,
): Promise<string[]> {
  const ids: string[] = []
  for (const referrer of mirrors.referrersOf(kind)) {
    ids.push(...(await idsReferredTo(tx, key, { table, referrer })))
  }
  await insertRereads(
    tx,
    key,
    ids.map((object) => ({ kind, object, obs: 0 })),
  )
  return ids
}
