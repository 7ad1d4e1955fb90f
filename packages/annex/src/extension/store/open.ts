/** Opens the extension's store: a Postgres server when there is a URL for one, else the embedded one. */
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import type { Database } from './database.js'
import { migrate } from './migrate.js'

export interface StoreOptions {
  /** `DATABASE_URL`. */
  url: string | undefined
  /** Where the embedded store keeps its data, or `:memory:`; not used with a URL. */
  directory: string
  outside: Pick<Outside, 'timers' | 'random'>
  /** Where an embedded store says that it failed and is back. */
  log?: Log
  /** Of one statement, but for migrations'; the driver's own unless told. */
  deadlineMs?: number
}

/** The store with its tables up to date. Each driver is loaded only when it is the one chosen. */
export async function openDatabase(options: StoreOptions): Promise<Database> {
  const { url, ...rest } = options
  if (url) return openOnServer(url, options)
  const { openEmbedded } = await import('./embedded.js')
  return openEmbedded({ ...rest, prepare: migrate })
}

/**
 * Migrations have a connection of their own, closed after them: writing large tables anew takes
 * longer than any statement may afterwards, and so does waiting for another process that does it.
 */
async function openOnServer(url: string, { outside, deadlineMs }: StoreOptions): Promise<Database> {
  const { openServer } = await import('./server.js')
  const { timers } = outside
  const patient = openServer({ url, timers, connections: 1, queryTimeoutMs: NO_DEADLINE })
  try {
    await migrate(patient)
  } finally {
    await patient.close()
  }
  return openServer({ url, timers, queryTimeoutMs: deadlineMs })
}

/** What `pg` takes for none. */
const NO_DEADLINE = 0
