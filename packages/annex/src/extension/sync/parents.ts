/** When an unknown object that is referred to must be fetched: not while its own list will bring it (O8). */
import { listBackfillStates } from '../store/backfills.js'
import type { AccountKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'

/** Whether objects of a kind should be fetched when they are referred to and unknown. */
export type WantsParent = (kind: string) => boolean

/**
 * @param from `known`: an event or re-read, which may speak of what a running list has come past;
 *   `page`: history, whose parents a running list still brings
 */
export async function parentsWanted(
  db: Queryable,
  key: AccountKey,
  from: 'known' | 'page',
): Promise<WantsParent> {
  const runs = await listBackfillStates(db, key)
  const ready = runs.filter(({ state }) =>
    from === 'page' ? state === 'done' : state !== 'waiting',
  )
  const kinds = new Set(ready.map(({ kind }) => kind))
  return (kind) => kinds.has(kind)
}
