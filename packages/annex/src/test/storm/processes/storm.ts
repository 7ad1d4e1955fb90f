/**
 * A storm of processes: a platform with its data on disk and two workers of the extension over a
 * Postgres server, killed and stopped at drawn moments under traffic, with a network between them
 * that fails. What is struck and how comes from the seed; at which instruction, the machine decides.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stripe } from 'stripe'
import { seededRandom, type Random } from '../../../core/random.js'
import { insertConnection, nextGeneration } from '../../../extension/store/connections.js'
import { compare, withReader, type Comparison } from '../../stories/mirror-compare.js'
import { openSync, type WorkerOptions } from '../../stories/mirror-worker.js'
import type { TestStore } from '../../suites/stores.js'
import { freePort } from '../../worlds/traffic.js'
import { drawChange } from '../plan.js'
import { ACCOUNT, WEBHOOK_SECRET } from '../shop-seed.js'
import { openShop } from '../shop.js'
import { Child } from './child.js'
import { startProxy } from './proxy.js'

export interface ProcessStorm extends Comparison {
  readonly survived: Readonly<Record<string, number>>
  readonly struck: Readonly<Record<string, number>>
  readonly changes: number
}

interface Wanted {
  seed: number
  kills: number
  /** Of each of the network's faults. */
  rate?: number
}

/** A mirror that isn't equal by then is not kept equal (R2). */
const EQUAL_WITHIN_MS = 60_000

/** Changes made before the shop is connected. */
const HISTORY = 20

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export async function processStorm(
  store: TestStore,
  { seed, kills, rate = 0.03 }: Wanted,
): Promise<ProcessStorm> {
  const random = seededRandom(`kills ${seed}`)
  const data = mkdtempSync(join(tmpdir(), 'annex-test-storm-'))
  const ports = [await freePort(), await freePort(), await freePort()] as const
  const inward = await startProxy({
    targets: ports.slice(1),
    random: seededRandom(`inward ${seed}`),
    rate,
  })
  const outward = await startProxy({
    targets: [ports[0]],
    random: seededRandom(`outward ${seed}`),
    rate,
  })
  const webhooks = `http://127.0.0.1:${inward.port}/webhooks`
  const platform = new Child(
    at('platform-process.js'),
    { data, port: ports[0], webhooks },
    (message) => message === 'ready',
  )
  await platform.isAtWork()
  const options = (port: number): WorkerOptions => ({
    ...{ url: store.url, directory: data, apiBase: `http://127.0.0.1:${outward.port}`, port },
    ...{ secretKey: 'sk_test_ledgerline', webhookSecret: WEBHOOK_SECRET },
    ...{ perSecond: 1000, pageLimit: 5 },
  })
  const stripe = clientAt(ports[0])
  const traffic = startTraffic(stripe, seededRandom(`traffic ${seed}`))
  for (let left = HISTORY; left > 0; left--) await traffic.goesOn()
  await connect(options(0))
  const workers = ports.slice(1).map((port) => {
    const worker = at('../../stories/mirror-worker.js')
    return new Child(worker, options(port), (message) => message !== null)
  })
  try {
    await Promise.all(workers.map((worker) => worker.isAtWork()))
    const survived = await strike({ platform, workers, traffic }, kills, random)
    const changes = await traffic.stop()
    inward.calm()
    outward.calm()
    const comparison = await equalInTime(workers[0], stripe, store.url ?? '')
    const struck = sumOf(inward.struck, outward.struck)
    return { ...comparison, survived, struck, changes }
  } finally {
    await traffic.stop()
    await Promise.all([platform, ...workers].map((child) => child.end()))
    inward.close()
    outward.close()
    rmSync(data, { recursive: true })
  }
}

/** Changes the shop makes while a worker stands still: some stops outlast its lease. */
const LONG_STOP = 80

interface Victims {
  platform: Child
  workers: readonly Child[]
  traffic: Traffic
}

/** One after another: what is struck is at work again before the next one is. */
async function strike({ platform, workers, traffic }: Victims, kills: number, random: Random) {
  const survived = { 'platform killed': 0, 'worker killed': 0, 'worker stopped': 0 }
  for (let n = 0; n < kills; n++) {
    await traffic.goesOn()
    const worker = workers[random.integer(workers.length)]
    const drawn = random.integer(4)
    if (drawn === 0) {
      await platform.kill()
      survived['platform killed']++
    } else if (drawn === 1) {
      worker?.stop()
      for (let left = random.integer(LONG_STOP); left >= 0; left--) await traffic.goesOn()
      worker?.goOn()
      survived['worker stopped']++
    } else {
      await worker?.kill()
      survived['worker killed']++
    }
  }
  return survived
}

interface Traffic {
  /** Resolves when one more change was made. */
  goesOn(): Promise<void>
  /** @returns how many changes were made */
  stop(): Promise<number>
}

/** The shop goes on as well as it can: what a killed platform didn't answer is tried once more, or not. */
function startTraffic(stripe: Stripe, random: Random): Traffic {
  const shop = openShop(stripe)
  const over = new AbortController()
  let changes = 0
  let wake = () => {}
  const running = (async () => {
    while (!over.signal.aborted) {
      const done = await shop.act(drawChange(random)).catch(() => false)
      if (done) changes += 1
      wake()
      await new Promise((resolve) => setTimeout(resolve, random.integer(100)))
    }
  })()
  return {
    goesOn: () => new Promise((resolve) => (wake = resolve)),
    async stop() {
      over.abort()
      await running
      return changes
    },
  }
}

async function equalInTime(
  worker: Child | undefined,
  stripe: Stripe,
  url: string,
): Promise<Comparison> {
  const began = performance.now()
  for (;;) {
    const settled = worker?.hears((told) => Object(told).settled === true)
    worker?.send('sync')
    await settled
    const comparison = await withReader({ url }, (ask) => compare(stripe, ask))
    if (comparison.differences.length === 0) return comparison
    if (performance.now() - began > EQUAL_WITHIN_MS) return comparison
  }
}

/** As a connect would: the connection, and its runs waiting. */
async function connect(options: WorkerOptions): Promise<void> {
  const { database, jobs, sync, outside } = await openSync(options)
  await jobs.start({ work: false })
  await database.transaction(async (tx) => {
    const key = { account: ACCOUNT, livemode: false, generation: await nextGeneration(tx) }
    const grant = { kind: 'connect' as const, tenant: 'tenant', scope: 'read_only' }
    const rest = { id: 'conn_1', credentials: 'x', connected_at: outside.clock.now() }
    await insertConnection(tx, { ...key, ...grant, ...rest })
    await sync.startBackfill(tx, key)
  })
  await jobs.stop()
  await database.close()
}

function clientAt(port: number): Stripe {
  const where = { host: '127.0.0.1', port, protocol: 'http' as const }
  return new Stripe('sk_test_harbour', { ...where, maxNetworkRetries: 5, telemetry: false })
}

function sumOf(...counts: Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const [name, times] of counts.flatMap((one) => Object.entries(one))) {
    sum[name] = (sum[name] ?? 0) + times
  }
  return sum
}
