/** What nobody asks for and yet must happen every so often. */
import type { Log } from '../../core/log.js'
import { every } from '../../core/timers.js'
import { deleteConnectStatesBefore } from '../store/connect-states.js'
import { listConnections, type GenerationKey } from '../store/connections.js'
import { deleteOutlived } from '../store/keeping.js'
import { listPurges } from '../store/purges.js'
import { recheck } from './loss.js'
import type { ConnectJob, ConnectParts } from './parts.js'
import { resealAll } from './reseal.js'

const EVERY_MS = 15 * 60 * 1000

/** A reload still finds its result for so long. */
const STATES_KEPT = 24 * 3600

/** Looks after paused connections, old states and old keys, now and every quarter of an hour. @returns how to stop */
export function keepHouse(parts: ConnectParts, log: Log): () => void {
  return every(EVERY_MS, () => tidy(parts), {
    timers: parts.outside.timers,
    failed: (error) => log.error({ err: error }, 'housekeeping'),
  })
}

/** One round of it. */
export async function tidy(parts: ConnectParts): Promise<void> {
  const { database, outside } = parts
  await deleteConnectStatesBefore(database, outside.clock.now() - STATES_KEPT)
  await deleteOutlived(database, outside.clock.now())
  await resealAll(parts)
  // Whatever became of its job, a purge that was begun comes to its end (C2).
  for (const purge of await listPurges(database)) await parts.enqueue(database, purgeJobOf(purge))
  for (const connection of await listConnections(database)) {
    if (connection.state === 'paused') await recheck(connection, parts)
  }
}

function purgeJobOf({ account, livemode, generation }: GenerationKey): ConnectJob {
  return { name: 'purge', data: { account, livemode, generation } }
}
