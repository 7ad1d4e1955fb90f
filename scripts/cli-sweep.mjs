/**
 * Triggers every event the official command line knows against a fresh platform, and looks whether it
 * is really there afterwards: `npm run cli:sweep [part of a name …]`. Fetches the binary when it is
 * missing, into `.cache/`; nobody else needs its 32 MB.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const dist = new URL('../packages/annex/dist/', import.meta.url)
const cli = await import(new URL('test/stripe-cli.js', dist).href)
const wanted = process.argv.slice(2)

/** What does not come, and why: anything else that fails is a mistake. */
const KNOWN = new Map(
  Object.entries({
    'subscription_schedule.aborted': 'it cancels a schedule, which is announced as canceled',
    'subscription_schedule.completed': 'nobody can pay, so retries end it before its phase does',
    'subscription_schedule.expiring':
      'it stops ten days before the end; word comes seven days before',
  }),
)

const binary = cli.stripeCli() ?? fetched()
const folder = mkdtempSync(join(tmpdir(), 'annex-sweep-'))
const platform = await startPlatform(join(folder, 'api.sock'))
const results = []
/** Types of all events since the start, of connected accounts too. */
const heard = []
const listening = await listen()
try {
  await fillBalance()
  const names = await cli.supportedTriggers(platform.world)
  const chosen = names.filter((name) => wanted.length === 0 || wanted.some((w) => name.includes(w)))
  for (const name of chosen) {
    const result = await triggered(name)
    results.push(result)
    console.log(
      `${result.problem === undefined ? 'ok  ' : 'FAIL'}  ${name}  ${result.problem ?? ''}`,
    )
  }
} finally {
  listening.close()
  platform.child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}
report()

/** One trigger, and the events that came of it. Some come seconds later: a payment settles, a bank answers. */
async function triggered(name) {
  const before = heard.length
  const { code, output } = await cli.runCli(['trigger', name], platform.world)
  if (code !== 0) return { name, problem: reasonIn(output) }
  const type = cli.typeOfTrigger(name)
  const deadline = Date.now() + 16_000
  do {
    if (heard.slice(before).includes(type)) return { name }
    await new Promise((resolve) => setTimeout(resolve, 100))
  } while (Date.now() < deadline)
  return { name, problem: `exit 0, but no ${type} afterwards` }
}

/** As `stripe listen` does it: what an application is told of a lost account is listed nowhere. */
async function listen() {
  const session = await post('/v1/stripecli/sessions', [
    ['websocket_features[]', 'webhooks'],
    ['websocket_features[]', 'v2_events'],
  ])
  const socket = new WebSocket(session.websocket_url, {
    headers: { 'Websocket-Id': session.websocket_id },
  })
  socket.addEventListener('message', ({ data }) => {
    const { endpoint, event_payload, payload, webhook_conversation_id } = JSON.parse(data)
    const { id, type } = JSON.parse(payload ?? event_payload)
    // Snapshots come twice; thin events once, and they have no endpoint.
    if ((endpoint?.api_version ?? null) === null) heard.push(type)
    socket.send(JSON.stringify({ type: 'event_ack', webhook_conversation_id, event_id: id }))
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  // Who is silent for a minute is taken for gone.
  const alive = setInterval(() => socket.send('{}'), 10_000)
  socket.addEventListener('close', () => clearInterval(alive))
  return socket
}

/** A new account has nothing to pay out; one that people try things with has. */
async function fillBalance() {
  const charge = { amount: '100000', currency: 'usd', source: 'tok_bypassPending' }
  await post('/v1/charges', charge)
}

async function post(path, form) {
  const { url, key } = platform.world
  const headers = { authorization: `Bearer ${key}` }
  const body = new URLSearchParams(form)
  const answer = await fetch(url + path, { method: 'POST', headers, body })
  const read = await answer.json()
  if (!answer.ok) throw new Error(`POST ${path}: ${read.error?.message}`)
  return read
}

function reasonIn(output) {
  const message = /"message": "((?:[^"\\]|\\.)*)"/.exec(output)?.[1]
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const step = lines.filter((line) => /Running fixture|Setting up fixture/.test(line)).at(-1) ?? ''
  return `${step.replace(/^.*for: /, '')}: ${message ?? lines.at(-1) ?? 'no output'}`
}

function report() {
  const failed = results.filter(({ problem }) => problem !== undefined)
  const known = failed.filter(({ name }) => KNOWN.has(name))
  const others = failed.filter((one) => !known.includes(one))
  const count = (list) => String(list.length).padStart(3)
  console.log(`\n${count(results)} triggered with the official command line ${cli.CLI_VERSION}`)
  console.log(
    `${count(results.filter(({ problem }) => problem === undefined))} succeeded, their event found`,
  )
  console.log(`${count(known)} don't come, as is known`)
  for (const { name } of known) console.log(`     ${name}: ${KNOWN.get(name)}`)
  console.log(`${count(others)} failed`)
  for (const { name, problem } of others) console.log(`     ${name}: ${problem}`)
  process.exitCode = others.length === 0 ? 0 : 1
}

async function startPlatform(socket) {
  const bin = fileURLToPath(new URL('../packages/annex/bin/annex.cjs', import.meta.url))
  const args = ['platform', '--data', ':memory:', '--port', '0', '--json', '--socket', socket]
  const child = spawn(process.execPath, [bin, ...args, '--log-level', 'error'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: folder,
  })
  const line = await new Promise((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  const { url, accounts } = JSON.parse(line)
  return { child, world: { binary, url, socket, key: accounts[0].keys.test.secret } }
}

function fetched() {
  mkdirSync(cli.CLI_FOLDER, { recursive: true })
  const wanted = `${cli.CLI_PACKAGE}@${cli.CLI_VERSION}`
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  spawnSync('npm', ['install', '--prefix', cli.CLI_FOLDER, ...flags, wanted], { stdio: 'inherit' })
  const path = cli.stripeCli()
  if (path === undefined) throw new Error(`${wanted} could not be fetched.`)
  return path
}
