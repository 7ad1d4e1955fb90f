/** A process of its own that backfills and receives webhooks, to be killed by the story beside it. */
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { Secret } from '../../core/secret.js'
import { createJobs } from '../../extension/jobs/jobs.js'
import { choose } from '../../extension/mirror/choice.js'
import { listConnections } from '../../extension/store/connections.js'
import type { Database } from '../../extension/store/database.js'
import { openDatabase } from '../../extension/store/open.js'
import { createSync } from '../../extension/sync/sync.js'
import { serve } from '../../web/serve.js'

export interface WorkerOptions {
  url: string | undefined
  directory: string
  apiBase: string
  secretKey: string
  webhookSecret: string
  port: number
  /** Slow and small enough to be killed half way. */
  perSecond: number
  pageLimit: number
}

/** What it tells whoever started it. */
export type Told = { pages: number; done: boolean } | { settled: true }

if (process.send) await run(JSON.parse(process.argv[2] ?? '{}') as WorkerOptions)

export async function openSync(options: WorkerOptions) {
  const { url, directory, secretKey, apiBase, perSecond } = options
  const outside = outsideWith()
  const log = createLog('silent', 'worker')
  const database = await openDatabase({ url, directory, outside })
  const jobs = createJobs({ database, outside, log })
  const sync = createSync({
    ...{ database, outside, jobs, log },
    stripe: {
      ...{ secretKey: new Secret(secretKey), apiBase, outside, database, perSecond },
      accessToken: async () => new Secret('unused'),
    },
    mirrors: choose(),
    webhookSecrets: [new Secret(options.webhookSecret)],
    pageLimit: options.pageLimit,
    hooks: {
      deauthorized: async () => {},
      accessRefused: async () => {},
      accessGranted: async () => {},
    },
  })
  return { database, jobs, sync, outside }
}

async function run(options: WorkerOptions): Promise<void> {
  const { database, jobs, sync, outside } = await openSync(options)
  await jobs.start()
  const [connection] = await listConnections(database)
  if (!connection) throw new Error('There is no connection to work for.')
  const serving = await serve(sync.receive, {
    ...{ port: options.port, maxBodyBytes: 1e7, outside },
    onError: () => undefined,
  })
  sync.follow(connection, () => void tellProgress(database))
  await tellProgress(database)
  process.on('message', (asked) => {
    if (asked === 'sync') void sync.syncNow(connection).then(() => tellSettled(database))
    if (asked === 'stop') void stop()
  })

  async function stop(): Promise<void> {
    await serving.close()
    await jobs.stop()
    await database.close()
    process.disconnect?.()
  }
}

function tell(told: Told): void {
  process.send?.(told)
}

async function tellProgress(database: Database): Promise<void> {
  const [row] = await database.query<{ pages: number; done: boolean }>(
    `select sum(pages)::int as pages, bool_and(state = 'done') as done from annex.backfills`,
  )
  if (row) tell(row)
}

/** Nothing queued, nothing running, nothing to be read again. */
async function tellSettled(database: Database): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ open: number }>(`
      select (select count(*) from pgboss.job
               where state in ('created', 'retry', 'active') and name not in ('dead'))
           + (select count(*) from annex.rereads)
           + (select count(*) from annex.backfills where state in ('waiting', 'running')) as open`)
    if (row?.open === 0) return tell({ settled: true })
    await outsideWith().timers.sleep(50)
  }
}
