/**
 * A backfill beside its floor (`floor.mjs`), each in a process of its own, over an embedded store and over a Postgres
 * server, against lists as fast as this machine allows.
 *
 *     node bench/backfill.mjs [--objects 10000] [--delay 150] [--rounds 2] [--store embedded|server] [--per-second 1000]
 *
 * `--objects` of each of two kinds; `DATABASE_URL` names another server than the one on this machine.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { openFloor, readAll } from './floor.mjs'

const SERVER = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const KINDS = ['charges', 'customers']

const role = process.env.BENCH_ROLE
if (role === 'floor') await report(floor)
else if (role === 'annex') await report(annex)
else await measure()

async function measure() {
  const { values } = parseArgs({
    options: {
      objects: { type: 'string', default: '10000' },
      delay: { type: 'string', default: '0' },
      rounds: { type: 'string', default: '2' },
      store: { type: 'string' },
      'per-second': { type: 'string', default: '100000' },
    },
  })
  const { lists, origin } = await startLists(values)
  for (const store of values.store ? [values.store] : ['embedded', 'server']) {
    const runs = []
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const who of ['floor', 'annex']) {
        runs.push({ who, ...(await runApart(who, { store, origin, values })) })
        console.log(JSON.stringify(runs.at(-1)))
      }
    }
    console.log(JSON.stringify({ store, ...ratios(runs), load: loadavg()[0] }))
  }
  lists.kill('SIGTERM')
}

async function startLists({ objects, delay }) {
  const lists = spawn(process.execPath, [new URL('list-server.mjs', import.meta.url).pathname], {
    env: { ...process.env, BENCH_OBJECTS: objects, BENCH_DELAY_MS: delay },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(createInterface({ input: lists.stdout }), 'line')
  return { lists, origin: `http://127.0.0.1:${port}` }
}

/** The better of its rounds each: a busy minute must not fall on one of them alone. */
function ratios(runs) {
  const of = (who) => runs.filter((run) => run.who === who)
  const most = (who, figure) => Math.max(...of(who).map((run) => run[figure]))
  const least = (who, figure) => Math.min(...of(who).map((run) => run[figure]))
  const round = (value) => Number(value.toFixed(2))
  return {
    rate: round(most('annex', 'perSecond') / most('floor', 'perSecond')),
    processor: round(least('annex', 'processorUs') / least('floor', 'processorUs')),
    withServer: round(least('annex', 'withServerUs') / least('floor', 'withServerUs')),
  }
}

async function runApart(who, { store, origin, values }) {
  const name = `annex_bench_${process.pid}_${who}`
  const url = new URL(SERVER)
  if (store === 'server') {
    await administer(`create database ${name}`)
    url.pathname = `/${name}`
  }
  try {
    const child = spawn(process.execPath, [import.meta.filename], {
      env: {
        ...process.env,
        ...{ BENCH_ROLE: who, BENCH_ORIGIN: origin, BENCH_PER_SECOND: values['per-second'] },
        BENCH_URL: store === 'server' ? url.href : '',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const died = once(child, 'exit').then(([code]) => {
      throw new Error(`${who} ended with ${code} before it said anything.`)
    })
    died.catch(() => undefined)
    const said = once(createInterface({ input: child.stdout }), 'line')
    const [line] = await Promise.race([said, died])
    return { store, ...JSON.parse(line) }
  } finally {
    if (store === 'server') await administer(`drop database ${name} with (force)`)
  }
}

async function administer(sql) {
  const client = new Client(SERVER)
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** Measures what `prepare` hands over, between its beginning and its end. */
async function report(prepare) {
  const url = process.env.BENCH_URL || undefined
  const directory = mkdtempSync(join(tmpdir(), 'annex-bench-'))
  const { work, ask, close } = await prepare({ url, directory })
  // The first pages are compiled; the figures are of all of them all the same.
  const before = { own: process.cpuUsage(), server: await serverTicks(url), ids: await ids(ask) }
  let peak = 0
  const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100)
  const begun = performance.now()
  const objects = await work()
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watching)
  const { user, system } = process.cpuUsage(before.own)
  const server = ((await serverTicks(url)) - before.server) * 10_000
  const writes = (await ids(ask)) - before.ids
  console.log(
    JSON.stringify({
      ...{ objects, seconds: Number(seconds.toFixed(1)), perSecond: Math.round(objects / seconds) },
      processorUs: Math.round((user + system) / objects),
      withServerUs: Math.round((user + system + server) / objects),
      writesPerObject: Number((writes / objects).toFixed(4)),
      peakMb: Math.round(peak / 1e6),
    }),
  )
  await close()
  rmSync(directory, { recursive: true })
  process.exit(0)
}

/** Transactions that wrote take a number each; on a server other databases' do too. */
async function ids(ask) {
  if (!ask) return 0
  const [row] = await ask(`select txid_current() as id`)
  return Number(row.id)
}

/** Hundredths of a second that the server's processes for our database have worked; its own others are left out. */
async function serverTicks(url) {
  if (!url) return 0
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await client.end()
  return rows.reduce((sum, { pid }) => sum + ticksOf(pid), 0)
}

function ticksOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return Number(fields[11]) + Number(fields[12])
}

async function floor({ url, directory }) {
  if (url) await (await openStore(url)).close()
  const store = await openFloor(url, directory)
  const origin = process.env.BENCH_ORIGIN
  return { work: () => readAll(origin, KINDS, store), close: () => store.close() }
}

async function openStore(url) {
  const { openDatabase } = await import('../packages/annex/dist/extension/store/open.js')
  const { outsideWith } = await import('../packages/annex/dist/core/outside.js')
  return openDatabase({ url, directory: ':memory:', outside: outsideWith() })
}

async function annex({ url, directory }) {
  const { openSync } = await import('../packages/annex/dist/test/stories/mirror-worker.js')
  const { insertConnection } = await import('../packages/annex/dist/extension/store/connections.js')
  const { database, jobs, sync } = await openSync({
    ...{ url, directory, port: 0, perSecond: Number(process.env.BENCH_PER_SECOND) },
    ...{ apiBase: process.env.BENCH_ORIGIN, secretKey: 'sk_test_1', webhookSecret: 'whsec_1' },
  })
  const key = { account: 'acct_bench', livemode: false, generation: 1 }
  const rest = {
    ...{ tenant: 't', kind: 'connect', scope: 'read_only', credentials: 'x', connected_at: 0 },
  }
  await insertConnection(database, { id: 'conn_bench', ...key, ...rest })
  await jobs.start()
  return {
    ask: (sql) => database.query(sql),
    async work() {
      const done = Promise.withResolvers()
      const stop = sync.follow(key, () => void look())
      async function look() {
        const runs = await database.query('select state, objects from annex.backfills')
        if (runs.length > 0 && runs.every(({ state }) => state === 'done')) {
          done.resolve(runs.reduce((sum, run) => sum + run.objects, 0))
        }
      }
      await database.transaction((tx) => sync.startBackfill(tx, key, { kinds: KINDS }))
      const objects = await done.promise
      stop()
      return objects
    },
    async close() {
      await jobs.stop()
      await database.close()
    },
  }
}
