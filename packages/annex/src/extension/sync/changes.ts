/** The feed for apps that read at their own pace: every event once it is kept, from a place each consumer has. */
import type { AccountKey } from '../store/connections.js'
import {
  CursorRefused,
  deleteConsumer,
  insertConsumer,
  listChanges,
  lockConsumer,
  lockFeed,
  moveConsumer,
  numberChanges,
} from '../store/changes.js'
import type { Queryable } from '../store/database.js'
import type { SyncParts } from './parts.js'

export interface ChangesRequest {
  /** Who reads. A name that is new begins with what is kept from now on. */
  consumer: string
  /** `cursor` of an earlier answer: all up to there has been dealt with. Left out: where it was. */
  after?: string | undefined
  /** 1 to 1000; 100 unless told. */
  limit?: number | undefined
}

/** An event of Stripe with the account it is of, as it was kept. */
export interface KeptChange extends AccountKey {
  cursor: string
  event: Record<string, unknown>
}

export interface ChangesPage {
  changes: KeptChange[]
  /** For the next request's `after`. */
  cursor: string
}

type Parts = Pick<SyncParts, 'database' | 'outside'>

/** @throws CursorRefused */
export async function readChanges(request: ChangesRequest, parts: Parts): Promise<ChangesPage> {
  const { consumer, limit = 100 } = request
  if (consumer === '') throw new RangeError('A consumer needs a name.')
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new RangeError('`limit` must be a whole number from 1 to 1000.')
  }
  return parts.database.transaction(async (tx) => {
    const from = await placeOf(request, tx, parts)
    await numberChanges(tx)
    const rows = await listChanges(tx, { after: from, limit })
    const changes = rows.map(({ position, account, livemode, body }) => ({
      ...{ cursor: String(position), account, livemode, event: body },
    }))
    return { changes, cursor: changes.at(-1)?.cursor ?? String(from) }
  })
}

/** Nothing is kept for it any more. @returns whether there was one */
export function forgetConsumer(name: string, { database }: Parts): Promise<boolean> {
  return deleteConsumer(database, name)
}

/** Where the consumer goes on, kept as what it has dealt with. */
async function placeOf({ consumer, after }: ChangesRequest, tx: Queryable, { outside }: Parts) {
  const now = outside.clock.now()
  let kept = await lockConsumer(tx, consumer)
  if (kept === undefined) {
    await insertConsumer(tx, consumer, now)
    kept = await lockConsumer(tx, consumer)
  }
  const { last, pruned } = await lockFeed(tx)
  const position = after === undefined ? (kept ?? last) : numberOf(after)
  if (position > last) throw new CursorRefused(`'${after}' is no cursor of this store.`)
  if (position < pruned) {
    throw new CursorRefused(
      `Changes after ${position} are no longer kept. Read the mirror anew: forget '${consumer}', ` +
        'begin again under that name, then read what the tables hold.',
    )
  }
  await moveConsumer(tx, consumer, { position, now })
  return position
}

function numberOf(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new CursorRefused(`'${cursor}' is no cursor of this store.`)
  return Number(cursor)
}
