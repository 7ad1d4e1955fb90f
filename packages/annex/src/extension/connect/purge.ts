/** Removing what a disconnected account left behind, a chunk at a time, to a count of zero (C2, C3). */
import { keyedHash } from '../../core/secret.js'
import { insertAuditLine } from '../store/audit.js'
import { deleteClosedConnection, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { tellOfChange } from '../store/news.js'
import {
  countRemaining,
  deleteChunk,
  deletePurge,
  deleteWithoutGeneration,
  listPurgedTables,
  type Purge,
  type PurgedTable,
} from '../store/purges.js'
import type { ConnectParts } from './parts.js'

export interface PurgeParts extends Pick<ConnectParts, 'database' | 'outside' | 'hashKey'> {
  /** Removes what the job queue still holds of the account: payloads, dead letters. */
  forgetJobs(tx: Queryable, key: GenerationKey): Promise<void>
  signal?: AbortSignal
}

/** Rows a transaction deletes: few enough that others never wait for long. */
const CHUNK = 1000

/**
 * Works until nothing is left. Killed at any point it goes on where it was, since what is gone is
 * gone. Rows of a later generation are never touched (C4).
 * @returns false when `signal` stopped it first
 */
export async function purge(key: GenerationKey, parts: PurgeParts): Promise<boolean> {
  const tables = await listPurgedTables(parts.database)
  for (;;) {
    for (const table of tables) await empty(table, key, parts)
    if (parts.signal?.aborted) return false
    if (await finish(key, tables, parts)) return true
  }
}

async function empty(table: PurgedTable, key: GenerationKey, parts: PurgeParts): Promise<void> {
  for (;;) {
    if (parts.signal?.aborted) return
    const removed = await parts.database.transaction((tx) =>
      deleteChunk(tx, key, { table, limit: CHUNK }),
    )
    if (removed < CHUNK) return
  }
}

/** The last act: only a count of zero is taken for an end, and only one worker writes the line. */
function finish(key: GenerationKey, tables: PurgedTable[], parts: PurgeParts): Promise<boolean> {
  return parts.database.transaction(async (tx) => {
    for (const table of tables) {
      if ((await countRemaining(tx, key, table)) > 0) return false
    }
    const done = await deletePurge(tx, key)
    if (!done) return true
    await parts.forgetJobs(tx, key)
    await deleteClosedConnection(tx, key)
    await deleteWithoutGeneration(tx, key)
    await insertAuditLine(tx, auditLineOf(done, parts))
    await tellOfChange(tx, key)
    return true
  })
}

function auditLineOf(done: Purge, { outside, hashKey }: PurgeParts) {
  const { account, livemode, removed, started_at, reason } = done
  return {
    account_hash: keyedHash(`audited account ${account}`, hashKey),
    livemode,
    action: 'purged',
    at: outside.clock.now(),
    details: { removed, reason, disconnected_at: started_at },
  }
}
