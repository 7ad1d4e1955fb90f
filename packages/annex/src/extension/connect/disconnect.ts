/** Ending a connection: nothing may be read or written for it from the commit on (C1, C2). */
import {
  closeConnection,
  lockConnection,
  nextGeneration,
  type AccountKey,
  type Connection,
  type ConnectionRow,
  type GenerationKey,
} from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { tellOfChange } from '../store/news.js'
import { deleteReaders, insertPurge } from '../store/purges.js'
import { deauthorize, type Deauthorization } from './deauthorize.js'
import type { ConnectParts } from './parts.js'

/** Who ended it: a person here, a person at Stripe, or a day of refusals. */
export type Reason = 'disconnected_here' | 'disconnected_at_stripe' | 'access_lost'

/**
 * Gives the grant back and closes the connection. Stripe is asked first: were we to stop between
 * the two, its event would still close ours. If it can't be reached ours closes all the same, and
 * a job goes on asking.
 */
export async function disconnect(
  connection: Connection,
  parts: ConnectParts,
): Promise<Deauthorization> {
  const { settings, outside, database } = parts
  const answer = await deauthorize(connection.account, settings, outside)
  await database.transaction(async (tx) => {
    const closed = await close(tx, connection, 'disconnected_here', parts)
    if (!closed || answer.kind !== 'unknown') return
    await parts.enqueue(tx, { name: 'deauthorize', data: closed })
  })
  return answer
}

/**
 * Marks the connection closed, deletes its credentials and begins the purge, if it is still the
 * grant that `seen` speaks of.
 * @returns the purge's key, or undefined when nothing was there to close
 */
export async function close(
  tx: Queryable,
  seen: AccountKey & { grants?: number; generation?: number },
  reason: Reason,
  parts: Pick<ConnectParts, 'outside' | 'enqueue' | 'hooks' | 'disconnected'>,
): Promise<GenerationKey | undefined> {
  const current = await lockConnection(tx, seen)
  if (!current || current.state === 'purging' || !isSame(current, seen)) return undefined
  const { account, livemode } = current
  const key = { account, livemode, generation: await nextGeneration(tx) }
  await closeConnection(tx, { id: current.id, generation: key.generation })
  await deleteReaders(tx, key)
  await insertPurge(tx, { ...key, removed: 0, started_at: parts.outside.clock.now(), reason })
  await parts.enqueue(tx, { name: 'purge', data: key })
  await tellOfChange(tx, key)
  await parts.disconnected?.(tx, { account, livemode })
  if (parts.hooks.onDisconnect) await parts.enqueue(tx, { name: 'on_disconnect', data: key })
  return key
}

function isSame(current: ConnectionRow, seen: { grants?: number; generation?: number }): boolean {
  const { grants = current.grants, generation = current.generation } = seen
  return current.generation === generation && current.grants === grants
}
