/**
 * Webhooks through the extension's door, beside a bare handler on the same store: check the signature, insert what
 * waits in one statement, answer.
 *
 *     node bench/webhooks.mjs [--rate 200] [--seconds 8]    a steady rate: each is sent when it is due
 *     node bench/webhooks.mjs --senders 32                  as many as go through, then half of that, steadily
 *
 * Over DATABASE_URL when set, else the embedded store.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Stripe } from 'stripe'

const SECRET = 'whsec_bench'
const ACCOUNT = 'acct_bench'

/** Of events, over all rounds: none is sent twice. */
let count = 0

const role = process.env.BENCH_ROLE
if (role === 'annex') await serveAnnex()
else if (role === 'bare') await serveBare()
else await measure()

async function measure() {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '8' },
      senders: { type: 'string' },
    },
  })
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)]
  const load = loadavg()[0]
  const rows = []
  // One after the other, twice, so that a busy minute does not fall on one of them alone.
  for (const who of ['bare', 'annex', 'bare', 'annex']) {
    const server = await start(who)
    const { port, store } = server
    const tell = (row) => {
      rows.push({ who, store, ...row })
      console.log(JSON.stringify(rows.at(-1)))
    }
    // Until everything is compiled nothing is counted.
    await steadily(port, { rate: 200, seconds: 3 })
    if (values.senders) {
      const senders = Number(values.senders)
      const most = await server.costing(() => atOnce(port, { senders, seconds }))
      tell(most)
      const half = { rate: Math.round(most.perSecond / 2), seconds }
      tell(await server.costing(() => steadily(port, half)))
    } else {
      tell(await server.costing(() => steadily(port, { rate, seconds })))
    }
    await server.end()
  }
  console.log(JSON.stringify({ ...compared(rows), load }))
}

/** The better of its rounds each. */
function compared(rows) {
  const ratio = (figure, better) => {
    const best = (who) =>
      better(...rows.filter((row) => row.who === who && figure in row).map((row) => row[figure]))
    return Number((best('annex') / best('bare')).toFixed(2))
  }
  const most = rows.some((row) => 'senders' in row) && { perSecond: ratio('perSecond', Math.max) }
  const [p50, p99, processorMs] = ['p50', 'p99', 'processorMs'].map((name) => ratio(name, Math.min))
  return { ...most, p50, p99, processorMs }
}

async function start(who) {
  const child = spawn(process.execPath, [import.meta.filename], {
    ...{ env: { ...process.env, BENCH_ROLE: who }, stdio: ['pipe', 'pipe', 'inherit'] },
  })
  const lines = createInterface({ input: child.stdout })
  const said = async () => JSON.parse((await once(lines, 'line'))[0])
  const { port, store } = await said()
  async function used() {
    child.stdin.write('used\n')
    return said()
  }
  return {
    ...{ port, store },
    /** What `send` sees, and what the process took for each, the embedded store's thread included. */
    async costing(send) {
      const before = await used()
      const seen = await send()
      return { ...seen, processorMs: Number((((await used()) - before) / seen.sent).toFixed(2)) }
    },
    async end() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Each when it is due, whatever became of those before. */
async function steadily(port, { rate, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const took = []
  const begun = performance.now()
  const answers = []
  let refused = 0
  for (let n = 0; n < rate * seconds; n++) {
    const due = begun + (n * 1000) / rate
    const wait = due - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    answers.push(one(due))
  }

  async function one(due) {
    if ((await post(agent, port, delivery(++count))) !== 200) refused++
    took.push(performance.now() - due)
  }

  await Promise.all(answers)
  agent.destroy()
  took.sort((a, b) => a - b)
  const at = (share) => Number(took[Math.floor(took.length * share)].toFixed(1))
  return { rate, sent: took.length, refused, p50: at(0.5), p99: at(0.99), longest: at(0.9999) }
}

/** Each sender's next when its last was answered. */
async function atOnce(port, { senders, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: senders })
  const begun = performance.now()
  let sent = 0
  let refused = 0

  async function send() {
    while (performance.now() - begun < seconds * 1000) {
      if ((await post(agent, port, delivery(++count))) !== 200) refused++
      sent++
    }
  }

  await Promise.all(Array.from({ length: senders }, send))
  agent.destroy()
  const perSecond = Math.round((sent / (performance.now() - begun)) * 1000)
  return { senders, sent, refused, perSecond }
}

/** About as large as Stripe's own. */
function delivery(n) {
  const object = {
    ...{
      id: `cus_${process.pid}_${n}`,
      object: 'customer',
      created: 1_795_000_000,
      livemode: false,
    },
    ...{ name: `Customer ${n}`, email: `customer.${n}@example.test`, description: 'x'.repeat(900) },
  }
  const event = {
    ...{ id: `evt_${process.pid}_${n}`, object: 'event', type: 'customer.updated' },
    ...{ account: ACCOUNT, created: Math.floor(Date.now() / 1000), livemode: false },
    ...{ api_version: '2026-10-28.endive', data: { object } },
  }
  const payload = JSON.stringify(event, null, 2)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET })
  return { payload, signature }
}

function post(agent, port, { payload, signature }) {
  const headers = { 'stripe-signature': signature, 'content-type': 'application/json' }
  const sent = request({
    agent,
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/webhooks',
    headers,
  })
  return new Promise((resolve, reject) => {
    sent.on('error', reject).on('response', (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    })
    sent.end(payload)
  })
}

/** The door with its worker, as `annex start` has it, without pages. */
async function serveAnnex() {
  const { openSync } = await import('../packages/annex/dist/test/stories/mirror-worker.js')
  const { insertConnection } = await import('../packages/annex/dist/extension/store/connections.js')
  const { database, jobs, sync } = await openSync({
    ...{ url: process.env.DATABASE_URL, directory: ':memory:', perSecond: 20 },
    ...{ apiBase: 'http://127.0.0.1:9', secretKey: 'sk_test_1', webhookSecret: SECRET },
  })
  const key = { account: ACCOUNT, livemode: false, generation: 1 }
  const rest = {
    tenant: 't',
    kind: 'connect',
    scope: 'read_only',
    credentials: 'x',
    connected_at: 0,
  }
  await database.query('delete from annex.connections where account = $1', [ACCOUNT])
  await insertConnection(database, { id: `conn_${process.pid}`, ...key, ...rest })
  await jobs.start()
  await listen(sync.receive, database)
}

/** What a careful handler does at least: verify, keep all that wait by one statement, answer. */
async function serveBare() {
  const { openDatabase } = await import('../packages/annex/dist/extension/store/open.js')
  const { outsideWith } = await import('../packages/annex/dist/core/outside.js')
  const database = await openDatabase({
    ...{ url: process.env.DATABASE_URL, directory: ':memory:', outside: outsideWith() },
  })
  await database.exec('create table if not exists public.bare (id text primary key, body jsonb)')
  const sql = `insert into public.bare
    select * from jsonb_to_recordset($1::jsonb) as event (id text, body jsonb) on conflict do nothing`
  let waiting = []
  let isWriting = false

  async function write() {
    isWriting = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      const rows = group.map(({ body }) => ({ id: body.id, body }))
      await database.query(sql, [JSON.stringify(rows)])
      for (const { kept } of group) kept()
    }
    isWriting = false
  }

  await listen(async (incoming) => {
    const text = await incoming.text()
    const signature = incoming.headers.get('stripe-signature') ?? ''
    const body = Stripe.webhooks.constructEvent(text, signature, SECRET)
    await new Promise((kept) => {
      waiting.push({ body, kept })
      if (!isWriting) void write()
    })
    return new Response(null, { status: 200 })
  }, database)
}

/** Says where it listens, and what it has used whenever it is asked. */
async function listen(handler, database) {
  const { serve } = await import('../packages/annex/dist/web/serve.js')
  const { outsideWith } = await import('../packages/annex/dist/core/outside.js')
  const serving = await serve(handler, {
    ...{ port: 0, maxBodyBytes: 8e6, outside: outsideWith(), onError: console.error },
  })
  createInterface({ input: process.stdin }).on('line', () => {
    const { user, system } = process.cpuUsage()
    console.log((user + system) / 1000)
  })
  process.on('SIGTERM', () => process.exit(0))
  console.log(JSON.stringify({ port: serving.port, store: database.kind }))
}
