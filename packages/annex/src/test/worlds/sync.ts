/** A sync room over a real store, reading from a shop, with one connection to it. */
import { Stripe } from 'stripe'
import { createLog } from '../../core/log.js'
import { outsideWith, type Outside } from '../../core/outside.js'
import { Secret } from '../../core/secret.js'
import { createJobs, type Jobs } from '../../extension/jobs/jobs.js'
import { choose } from '../../extension/mirror/choice.js'
import {
  insertConnection,
  nextGeneration,
  type GenerationKey,
} from '../../extension/store/connections.js'
import type { Database } from '../../extension/store/database.js'
import type { ApplicationEvent, SyncHooks, SyncParts } from '../../extension/sync/parts.js'
import { createSync, type Sync } from '../../extension/sync/sync.js'
import type { Shop, ShopEvent } from './shop.js'

const WEBHOOK_SECRET = 'whsec_of_the_test'

export interface SyncWorld {
  database: Database
  shop: Shop
  jobs: Jobs
  sync: Sync
  parts: SyncParts
  key: GenerationKey
  heard: { deauthorized: ApplicationEvent[]; refused: GenerationKey[] }
  /** As Stripe would: signed now, posted to the door. */
  deliver(event: ShopEvent, change?: Partial<ShopEvent> & { account?: string }): Promise<Response>
  /** Until nothing of this connection is queued, running, or to be read again. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface SyncWorldOptions {
  database: Database
  shop: Shop
  outside?: Partial<Outside>
  onEvent?: SyncHooks['onEvent']
  /** What is mirrored, when it isn't what is by default. */
  kinds?: readonly string[]
  perSecond?: number
  timeoutMs?: number
  /** Objects a page. */
  pageLimit?: number
  work?: boolean
}

let accounts = 0

export async function syncWorld(options: SyncWorldOptions): Promise<SyncWorld> {
  const { database, shop } = options
  const outside = outsideWith(options.outside)
  const log = createLog('silent', 'test')
  const jobs = createJobs({ database, outside, log })
  const heard: SyncWorld['heard'] = { deauthorized: [], refused: [] }
  const parts: SyncParts = {
    ...{ database, outside, jobs, log },
    stripe: {
      ...{ secretKey: new Secret('sk_test_1'), apiBase: shop.origin, outside, database },
      accessToken: async () => new Secret('unused'),
      ...{ perSecond: options.perSecond ?? 10_000, timeoutMs: options.timeoutMs ?? 5000 },
    },
    mirrors: choose(options.kinds),
    webhookSecrets: [new Secret('whsec_of_yesterday'), new Secret(WEBHOOK_SECRET)],
    pageLimit: options.pageLimit,
    hooks: {
      deauthorized: async (_tx, event) => void heard.deauthorized.push(event),
      accessRefused: async (key) => void heard.refused.push(key),
      accessGranted: async () => undefined,
      ...(options.onEvent && { onEvent: options.onEvent }),
    },
  }
  const sync = createSync(parts)
  await jobs.start({ work: options.work ?? true })
  const key = await connect(database, `acct_${++accounts}`)
  return {
    ...{ database, shop, jobs, sync, parts, key, heard },
    deliver: (event, change = {}) =>
      sync.receive(signed({ account: key.account, ...event, ...change })),
    settled: () => settled(database, key.account),
    close: async () => {
      await jobs.stop()
      await forgetJobs(database, key.account)
    },
  }
}

/** The next world on this store must not be asked what this one left undone. */
async function forgetJobs(database: Database, account: string): Promise<void> {
  await database.query(`delete from pgboss.job where data->>'account' = $1`, [account])
}

async function connect(database: Database, account: string): Promise<GenerationKey> {
  return database.transaction(async (tx) => {
    const generation = await nextGeneration(tx)
    const key = { account, livemode: false, generation }
    const grant = { tenant: 'tenant', kind: 'connect' as const, scope: 'read_only' }
    const rest = { id: `conn_${account}`, credentials: 'sealed', connected_at: 1_795_000_000 }
    await insertConnection(tx, { ...key, ...grant, ...rest })
    return key
  })
}

export function signed(event: object, secret = WEBHOOK_SECRET, timestamp?: number): Request {
  const payload = JSON.stringify(event, null, 2)
  const header = Stripe.webhooks.generateTestHeaderString({
    ...{ payload, secret },
    ...(timestamp !== undefined && { timestamp }),
  })
  return new Request('http://localhost/webhooks', {
    ...{ method: 'POST', body: payload, headers: { 'stripe-signature': header } },
  })
}

/** Of this account only: what an earlier world left behind in the same store will never settle. */
async function settled(database: Database, account: string): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ open: number }>(
      `select (select count(*) from pgboss.job
                where state in ('created', 'active') and start_after <= now() and name <> 'dead'
                  and data->>'account' = $1)
            + (select count(*) from annex.rereads where account = $1)
            + (select count(*) from annex.backfills
                where state in ('waiting', 'running') and account = $1) as open`,
      [account],
    )
    if (row?.open === 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
