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
}

/** The store with its tables up to date. Each driver is loaded only when it is the one chosen. */
export async function openDatabase(options: StoreOptions): Promise<Database> {
  const database = await openDriver(options)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

async function openDriver({ url, directory, outside, log }: StoreOptions): Promise<Database> {
  if (url) {
    const { openServer } = await import('./server.js')
    return openServer({ url, timers: outside.timers })
  }
  const { openEmbedded } = await import('./embedded.js')
  return openEmbedded({ directory, outside, log })
}
