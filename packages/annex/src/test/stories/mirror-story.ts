/** The mirror equals the platform, row by row and field by field, also when its worker is killed again and again. */
import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Stripe } from 'stripe'
import { startPlatformServer, type PlatformServer } from '../../cli/platform-server.js'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { insertConnection, nextGeneration } from '../../extension/store/connections.js'
import { releaseOrphans } from '../../extension/store/job-leases.js'
import { freePort, startTraffic, makeHistory } from '../worlds/traffic.js'
import type { StoreKind } from '../suites/stores.js'
import { compare, withReader } from './mirror-compare.js'
import { openSync, type Told, type WorkerOptions } from './mirror-worker.js'

/** A few in every run of the tests; `npm run kills` has ten. */
const KILLS = Number(process.env['ANNEX_KILLS'] ?? 3)
const WORKER = fileURLToPath(new URL('mirror-worker.js', import.meta.url))

export function mirrorStory(kind: StoreKind): void {
  describe(`the mirror over ${kind.name}`, () => {
    // A dozen processes, each opening the store: a busy machine takes minutes for them.
    const patient = { timeout: 420_000 }
    it(`equals the platform after ${KILLS} kills under live traffic`, patient, async (test) => {
      const place = await makePlace(kind.name === 'PGlite' ? undefined : await kind.make())
      const port = await freePort()
      test.after(() => place.remove())
      const platform = await startShop(port)
      test.after(() => platform.close())
      const shop = clientOf(platform, 'sk_test_harbour')
      await makeHistory(shop, 60)
      const options: WorkerOptions = {
        ...{ url: place.url, directory: place.directory, apiBase: platform.serving.url },
        ...{ secretKey: 'sk_test_ledgerline', webhookSecret: 'whsec_ledgerline', port },
        ...{ perSecond: 60, pageLimit: 5 },
      }
      await beginBackfill(options)

      const traffic = startTraffic(shop)
      test.after(() => traffic.stop().catch(() => undefined))
      for (let kills = 0; kills < KILLS; kills++) {
        const worker = startWorker(options, test)
        const begun = await worker.told(() => true)
        await worker.told((told) => 'pages' in told && 'pages' in begun && told.pages > begun.pages)
        worker.process.kill('SIGKILL')
        await once(worker.process, 'exit')
        await findDead(options)
      }
      const last = startWorker({ ...options, perSecond: 1000 }, test)
      await last.told((told) => 'done' in told && told.done)
      await traffic.stop()
      await settledPayments(platform)
      last.process.send('sync')
      await last.told((told) => 'settled' in told)
      last.process.send('stop')
      await once(last.process, 'exit')

      const reading = place.url ? { url: place.url } : { directory: place.directory }
      const { compared, differences } = await withReader(reading, (ask) => compare(shop, ask))
      assert.deepEqual(differences.slice(0, 3), [])
      assert.ok((compared['charges'] ?? 0) > 60, JSON.stringify(compared))
    })
  })
}

async function makePlace(server: { url: string | undefined; remove(): Promise<void> } | undefined) {
  const directory = mkdtempSync(join(tmpdir(), 'annex-mirror-'))
  return {
    ...{ url: server?.url, directory },
    remove: async () => {
      await server?.remove()
      rmSync(directory, { recursive: true })
    },
  }
}

function startShop(port: number): Promise<PlatformServer> {
  const keys = (name: string) => ({
    test: { secret: `sk_test_${name}`, publishable: `pk_test_${name}` },
  })
  const endpoint = {
    url: `http://127.0.0.1:${port}/webhooks`,
    connect: true,
    secret: 'whsec_ledgerline',
  }
  const ledgerline = {
    ...{ id: 'acct_ledgerline', email: 'owner@ledgerline.test', keys: keys('ledgerline') },
    extension: { name: 'Ledgerline', client_ids: { test: 'ca_test_ledgerline' } },
    webhook_endpoints: [endpoint],
  }
  const harbour = { id: 'acct_harbour', email: 'owner@harbour.test', keys: keys('harbour') }
  const connections = [{ application: 'ca_test_ledgerline', account: 'acct_harbour' }]
  return startPlatformServer({
    ...{ host: '127.0.0.1', port: 0, data: ':memory:', production: false },
    ...{ outside: outsideWith(), log: createLog('silent', 'platform') },
    seed: async () => ({ accounts: [ledgerline, harbour], connections }),
  })
}

function clientOf(platform: PlatformServer, key: string): Stripe {
  const { hostname, port } = new URL(platform.serving.url)
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 5 })
}

/** A charge gets its balance transaction seconds later; comparing before that compares two moments. */
async function settledPayments({ platform }: PlatformServer): Promise<void> {
  const soon = () => Math.floor(Date.now() / 1000) + 60
  const sql = 'select count(*) as count from due where at <= ?'
  const waiting = () => platform.parts.store.get<{ count: number }>(sql, soon())?.count ?? 0
  while (waiting() > 0) await new Promise((resolve) => setTimeout(resolve, 100))
}

/** As a connect would: the connection, and its runs waiting. */
async function beginBackfill(options: WorkerOptions): Promise<void> {
  const { database, jobs, sync } = await openSync(options)
  await jobs.start({ work: false })
  await database.transaction(async (tx) => {
    const generation = await nextGeneration(tx)
    const key = { account: 'acct_harbour', livemode: false, generation }
    const grant = { kind: 'connect' as const, tenant: 'tenant', scope: 'read_only' }
    const now = Math.floor(Date.now() / 1000)
    await insertConnection(tx, {
      id: 'conn_1',
      ...key,
      ...grant,
      credentials: 'x',
      connected_at: now,
    })
    await sync.startBackfill(tx, key)
  })
  await jobs.stop()
  await database.close()
}

/** What the supervisor of any other worker does within 15 s; the embedded store's next opener does it itself. */
async function findDead(options: WorkerOptions): Promise<void> {
  if (!options.url) return
  const { database } = await openSync(options)
  await releaseOrphans(database)
  await database.close()
}

function startWorker(options: WorkerOptions, test: TestContext) {
  const child: ChildProcess = fork(WORKER, [JSON.stringify(options)])
  test.after(() => child.kill('SIGKILL'))
  const heard: Told[] = []
  let wake = () => {}
  child.on('message', (told: Told) => {
    heard.push(told)
    wake()
  })
  child.on('exit', () => wake())
  return {
    process: child,
    /** The first thing it says, from now on or before, that fits. */
    async told(fits: (told: Told) => boolean): Promise<Told> {
      for (;;) {
        const found = heard.find(fits)
        if (found) return found
        assert.equal(child.exitCode ?? child.signalCode, null, 'the worker ended by itself')
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
