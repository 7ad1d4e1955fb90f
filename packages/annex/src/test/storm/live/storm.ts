/** One storm: a plan, its weather, and what the mirror made of it. */
import { Stripe } from 'stripe'
import { startPlatformServer } from '../../../cli/platform-server.js'
import { createLog } from '../../../core/log.js'
import { outsideWith } from '../../../core/outside.js'
import { seededRandom } from '../../../core/random.js'
import { Secret } from '../../../core/secret.js'
import { createJobs } from '../../../extension/jobs/jobs.js'
import { choose } from '../../../extension/mirror/choice.js'
import {
  insertConnection,
  nextGeneration,
  type GenerationKey,
} from '../../../extension/store/connections.js'
import type { Database } from '../../../extension/store/database.js'
import { createSync, type Sync } from '../../../extension/sync/sync.js'
import { serve, type Serving } from '../../../web/serve.js'
import { compare, type Comparison, type Row } from '../../stories/mirror-compare.js'
import { freePort } from '../../worlds/traffic.js'
import { draw, type Action } from '../plan.js'
import { ACCOUNT, seedWith, WEBHOOK_SECRET } from '../shop-seed.js'
import { openShop } from '../shop.js'
import { weather } from './weather.js'

export interface Storm extends Comparison {
  readonly seed: number
  readonly plan: readonly Action[]
  /** How often each fault struck, deliveries and answers together. */
  readonly struck: Readonly<Record<string, number>>
}

const outside = outsideWith()
const log = createLog('silent', 'storm')

/** @param length how many actions the plan has */
export async function storm(database: Database, seed: number, length: number): Promise<Storm> {
  const random = seededRandom(`storm ${seed}`)
  const plan = draw(random, length)
  const port = await freePort()
  const server = await startPlatformServer({
    ...{ host: '127.0.0.1', port: 0, data: ':memory:', production: false, outside, log },
    seed: async () => seedWith(`http://127.0.0.1:${port}/webhooks`),
  })
  const { platform, serving } = server
  const first = await openMirror(database, serving.url)
  const receiving = await serve(first.sync.receive, {
    ...{ port, maxBodyBytes: 1e7, outside, onError: () => undefined },
  })
  const workers = [first]
  try {
    const key = await connect(database, first.sync)
    const stripe = clientOf(serving)
    const shop = openShop(stripe)
    platform.trouble.set(weather(random, seed, ACCOUNT))
    for (const action of plan) {
      if (action.does === 'pause') await outside.timers.sleep(action.ms)
      else if (action.does === 'sync_now') await first.sync.syncNow(key)
      else if (action.does === 'second_worker')
        workers.push(await openMirror(database, serving.url))
      else await shop.act(action)
    }
    const { deliveries, answers } = platform.trouble.state()
    platform.trouble.end()
    await clearUp(platform.parts.store, { database, sync: first.sync, key })
    const ask = (sql: string) => database.query<Row>(sql)
    return {
      ...{ seed, plan, struck: { ...deliveries.struck, ...answers.struck } },
      ...(await compare(stripe, ask)),
    }
  } finally {
    await receiving.close(0)
    await Promise.all(workers.map(({ jobs }) => jobs.stop()))
    await server.close()
  }
}

async function openMirror(database: Database, apiBase: string) {
  const jobs = createJobs({ database, outside, log })
  const sync = createSync({
    ...{ database, outside, jobs, log, pageLimit: 5 },
    stripe: {
      ...{ secretKey: new Secret('sk_test_ledgerline'), apiBase, outside, database },
      ...{ perSecond: 1000, timeoutMs: 2000, accessToken: async () => new Secret('unused') },
    },
    mirrors: choose(),
    webhookSecrets: [new Secret(WEBHOOK_SECRET)],
    hooks: {
      deauthorized: async () => undefined,
      accessRefused: async () => undefined,
      accessGranted: async () => undefined,
    },
  })
  await jobs.start()
  return { jobs, sync }
}

function connect(database: Database, sync: Sync): Promise<GenerationKey> {
  return database.transaction(async (tx) => {
    const generation = await nextGeneration(tx)
    const key = { account: ACCOUNT, livemode: false, generation }
    const grant = { kind: 'connect' as const, tenant: 'tenant', scope: 'read_only' }
    const rest = { id: 'conn_1', credentials: 'x', connected_at: outside.clock.now() }
    await insertConnection(tx, { ...key, ...grant, ...rest })
    await sync.startBackfill(tx, key)
    return key
  })
}

interface Mirror {
  readonly database: Database
  readonly sync: Sync
  readonly key: GenerationKey
}

/** The weather is over: what the platform still has to do is done, and the mirror has caught up. */
async function clearUp(
  store: { get<T>(sql: string): T | undefined },
  { database, sync, key }: Mirror,
): Promise<void> {
  const count = (sql: string) => store.get<{ n: number }>(sql)?.n ?? 0
  while (count('select count(*) n from due where at <= unixepoch() + 60') > 0) await soon()
  for (let round = 0; round < 3; round++) {
    await sync.syncNow(key)
    await settled(database)
  }
}

async function settled(database: Database): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ open: number }>(`
      select (select count(*) from pgboss.job
               where state in ('created', 'retry', 'active') and name <> 'dead')
           + (select count(*) from annex.rereads)
           + (select count(*) from annex.backfills where state in ('waiting', 'running')) as open`)
    if (Number(row?.open) === 0) return
    await soon()
  }
}

const soon = () => outside.timers.sleep(25)

function clientOf({ url }: Serving): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe('sk_test_harbour', { host: hostname, port, protocol: 'http' })
}
