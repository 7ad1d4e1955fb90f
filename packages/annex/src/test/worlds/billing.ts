/** The extension's billing over a real store, charging through a real platform in the same process. */
import { Stripe } from 'stripe'
import { heldClock } from '../../core/clock.js'
import { createLog } from '../../core/log.js'
import { outsideWith, type Outside } from '../../core/outside.js'
import { Secret } from '../../core/secret.js'
import { createBilling, type BillingRoom } from '../../extension/billing/billing.js'
import type { Payer } from '../../extension/billing/customer.js'
import { runBillingJob } from '../../extension/billing/job-kinds.js'
import type { BillingJob, BillingParts, BillingSettings } from '../../extension/billing/parts.js'
import { createPlans } from '../../extension/billing/plans.js'
import type { SettleParts } from '../../extension/billing/settle.js'
import { createJobs } from '../../extension/jobs/jobs.js'
import { routesUnder } from '../../extension/routes.js'
import { insertConnection, nextGeneration } from '../../extension/store/connections.js'
import type { Database } from '../../extension/store/database.js'
import { createPlatform, type Platform } from '../../platform.js'
import { openBrowser, type Browser } from '../browser.js'

const PLATFORM = 'http://127.0.0.1:4242'

export const NOW = 1_795_000_000

export interface BillingWorld {
  platform: Platform
  /** The extension's own account, and its key. */
  own: { id: string; key: string }
  stripe: Stripe
  parts: SettleParts
  room: BillingRoom
  /** Kept and not yet done. */
  jobs: BillingJob[]
  /** What the app was told. */
  told: unknown[]
  /** Ids of the prices on sale: a month of Starter, a month of Growth. */
  prices: { starter: string; growth: string }
  connect(account: string): Promise<Payer>
  /** Every event of our own account since the last call, as a delivery would bring it. */
  hearAll(): Promise<void>
  /** Somebody at Stripe's pages. */
  payer(): Browser
  /** Does the jobs kept so far, and those they keep. */
  runJobs(): Promise<void>
  close(): Promise<void>
}

export interface BillingWorldOptions {
  settings?: Partial<BillingSettings>
  /** Between billing and the platform. */
  fetch?: (send: typeof globalThis.fetch) => typeof globalThis.fetch
  outside?: Partial<Outside>
}

export async function billingWorld(
  database: Database,
  options: BillingWorldOptions = {},
): Promise<BillingWorld> {
  const clock = heldClock(NOW)
  const log = createLog('silent', 'test')
  const platform = await createPlatform({ log, outside: { clock } })
  const send: typeof globalThis.fetch = async (input, init) =>
    platform.fetch(new Request(input, init))
  const owner = platform.createAccount({ email: 'owner@ledgerline.test' })
  const key = owner.keys.test.secret ?? ''
  const stripe = new Stripe(key, {
    ...{ httpClient: Stripe.createFetchHttpClient(send), telemetry: false, maxNetworkRetries: 0 },
  })
  const prices = { starter: await sell(stripe, 'starter'), growth: await sell(stripe, 'growth') }
  const outside = outsideWith({ clock, fetch: options.fetch?.(send) ?? send, ...options.outside })
  const jobs: BillingJob[] = []
  const told: unknown[] = []
  const given: BillingParts = {
    settings: {
      ...{ plans: ['starter', 'growth'], trialDays: 0, portalConfiguration: null },
      ...{ onDisconnect: 'cancel_at_period_end', ...options.settings },
    },
    ...{ earnsFees: true, livemode: false, clientId: 'ca_test_ledgerline', database, outside, log },
    stripe: { secretKey: new Secret(key), apiBase: null, outside },
    enqueue: async (_tx, job) => void jobs.push(job),
    hooks: { onBillingChange: ({ account }, news) => void told.push({ account, ...news }) },
  }
  const queue = createJobs({ database, outside, log })
  const room = createBilling(given, queue, routesUnder(new URL('http://localhost:4300')))
  const parts = { ...given, plans: createPlans(given) }
  const world: BillingWorld = {
    ...{ platform, own: { id: owner.account.id, key }, stripe, parts, room, jobs, told, prices },
    connect: (account) => connect(database, account),
    hearAll: hearing(stripe, async (event) => {
      const { type, livemode, data } = event
      await database.transaction((tx) =>
        room.hear(tx, { type, livemode, object: { ...data.object } }),
      )
    }),
    payer: () => openBrowser((request) => platform.fetch(request), PLATFORM),
    async runJobs() {
      for (let job = jobs.shift(); job; job = jobs.shift()) await runBillingJob(job, parts)
    },
    close: () => platform.close(),
  }
  return world
}

function hearing(stripe: Stripe, hear: (event: Stripe.Event) => Promise<void>) {
  const heard = new Set<string>()
  return async () => {
    const events = (await stripe.events.list({ limit: 100 })).data.toReversed()
    for (const event of events.filter(({ id }) => !heard.has(id))) {
      heard.add(event.id)
      await hear(event)
    }
  }
}

async function sell(stripe: Stripe, word: string): Promise<string> {
  const name = word === 'starter' ? 'Starter' : 'Growth'
  const price = await stripe.prices.create({
    ...{ currency: 'usd', unit_amount: word === 'starter' ? 2900 : 9900, lookup_key: word },
    ...{ recurring: { interval: 'month' }, product_data: { name } },
  })
  return price.id
}

async function connect(database: Database, account: string): Promise<Payer> {
  return database.transaction(async (tx) => {
    const identity = { id: `conn_${account}`, account, livemode: false, tenant: 'tenant' }
    await insertConnection(tx, {
      ...identity,
      ...{ kind: 'connect', scope: 'read_only', credentials: 'sealed', connected_at: NOW },
      generation: await nextGeneration(tx),
    })
    return identity
  })
}
