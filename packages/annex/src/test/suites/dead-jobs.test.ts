/** Work that failed for good: seen with its reason, and tried again (J4). */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import type { Outside } from '../../core/outside.js'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import type { ExtensionOptions } from '../../extension.js'
import type { Database } from '../../extension/store/database.js'
import { CLIENT_ID, LEDGERLINE, SHOPS, WEBHOOK_SECRET } from '../../platform/seed/demo.js'
import { run, temporaryFolder } from '../command.js'
import { bothHalves, type BothHalves } from '../worlds/both-halves.js'
import { storeKinds } from './stores.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')
const kind = (await storeKinds()).find(({ name }) => name === 'Postgres')

/** So that a shell can open what the extension sealed. */
const encryptionKey = `k1:${Buffer.from(systemRandom.bytes(32)).toString('base64')}`

async function connectedWorld(test: TestContext, options: ExtensionOptions) {
  const store = (await kind?.make()) ?? assert.fail('There is no Postgres.')
  const world = await bothHalves(test, { database: store.url, encryptionKey, ...options })
  test.after(() => store.remove())
  await makeCustomers(world)
  const { atPlatform, atExtension } = world.person()
  const left = await atExtension.open('/connect')
  await atPlatform.open(left.headers.get('location') ?? '')
  await atPlatform.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
  const allowed = await atPlatform.press('Connect account')
  await atExtension.open(allowed.headers.get('location') ?? '')
  return { ...world, atExtension, database: store.database, shell: shellOf(test, world, store.url) }
}

const CUSTOMERS = 5

async function makeCustomers({ platformUrl }: BothHalves): Promise<void> {
  const { hostname: host, port } = new URL(platformUrl)
  const stripe = new Stripe(HARBOUR.secret_key, { host, port, protocol: 'http' })
  for (let n = 0; n < CUSTOMERS; n++) await stripe.customers.create({ name: `Customer ${n}` })
}

function shellOf(test: TestContext, { platformUrl }: BothHalves, url: string | undefined) {
  const env = {
    ...{ STRIPE_SECRET_KEY: LEDGERLINE.secret_key, STRIPE_CLIENT_ID: CLIENT_ID },
    ...{ STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET, STRIPE_API_BASE: platformUrl },
    ...{ DATABASE_URL: url ?? '', ENCRYPTION_KEY: encryptionKey, LOG_LEVEL: 'silent' },
  }
  return { cwd: temporaryFolder(test), env }
}

/** Its seven failures are over at once: the next is the last. */
async function exhaust(database: Database, name: string, signal: AbortSignal): Promise<void> {
  const sql = `
    update pgboss.job set retry_count = retry_limit, start_after = now() - interval '1 minute'
     where name = $1 and state = 'retry' returning 1`
  while ((await database.query(sql, [name])).length === 0) {
    signal.throwIfAborted()
    await systemTimers.sleep(50)
  }
}

async function until(holds: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await holds())) {
    signal.throwIfAborted()
    await systemTimers.sleep(50)
  }
}

describe('work that failed for good', { skip: !kind && 'no Postgres here' }, () => {
  it('is on the connection’s page with its reason, and a button that tries it again', async (test) => {
    let works = false
    const told = Promise.withResolvers<void>()
    const { extension, extensionUrl, atExtension, database } = await connectedWorld(test, {
      onConnect: () => {
        if (!works) throw new TypeError('the app was not ready')
        told.resolve()
      },
    })
    const [open = assert.fail('Nobody is connected.')] = await extension.accounts.list()
    const heard = hearFragment(`${extensionUrl}/connections/${open.id}/live`, /TypeError/, test)
    await exhaust(database, 'on_connect', test.signal)
    const { accounts } = extension
    await until(async () => (await accounts.deadJobs()).length > 0, test.signal)

    const { dead_jobs } = await accounts.status(HARBOUR.account)
    assert.deepEqual(
      dead_jobs.map((job) => [job.kind, job.account, job.reason]),
      [['on_connect', HARBOUR.account, 'TypeError: the app was not ready']],
    )
    const [{ id } = assert.fail('Nobody is connected.')] = await accounts.list()
    // A page that was open all the while shows it by itself.
    assert.match(await heard, /failed-work.*Failed work/)
    const page = await atExtension.open(`/connections/${id}`)
    assert.match(page.text, /Failed work[^]*the app has not heard of it/)
    assert.match(page.text, /TypeError: the app was not ready/)

    works = true
    const after = await atExtension.press('Replay')
    assert.match(after.text, /being tried again/)
    assert.doesNotMatch(after.text, /Failed work/)
    await told.promise
    assert.deepEqual(await accounts.deadJobs(), [])
  })

  it('is listed and replayed in a shell, and a backfill then reaches its end', async (test) => {
    let isPoisoned = true
    const fetch: Outside['fetch'] = async (input, init) => {
      const answer = await globalThis.fetch(input, init)
      const { pathname } = new URL(new Request(input, init).url)
      return isPoisoned && pathname === '/v1/customers' ? poisoned(answer) : answer
    }
    const world = await connectedWorld(test, { outside: { fetch } })
    const { extension, atExtension, database, shell } = world
    await exhaust(database, 'backfill', test.signal)
    const { accounts } = extension
    await until(async () => (await accounts.deadJobs()).length > 0, test.signal)

    const [{ id } = assert.fail('Nobody is connected.')] = await accounts.list()
    const page = await atExtension.open(`/connections/${id}`)
    assert.match(page.text, /Reading the history · customer/)
    assert.match(page.text, /index row/)
    const listed = await run(['jobs'], shell)
    assert.match(listed.out, /backfill customer +acct_harbour .* index row/)
    assert.match((await run(['status', HARBOUR.account], shell)).out, /1 job has failed/)

    isPoisoned = false
    const replayed = await run(['jobs', '--replay', 'all'], shell)
    assert.deepEqual([replayed.code, replayed.out], [0, 'Put back to be done again: 1.\n'])
    const customers = async () =>
      (await accounts.status(HARBOUR.account)).backfill.find((one) => one.kind === 'customers')
    await until(async () => (await customers())?.state === 'done', test.signal)
    assert.equal((await customers())?.objects, CUSTOMERS)
    assert.deepEqual(await accounts.deadJobs(), [])
  })
})

/** A list that can't be kept: no index takes so long an id. */
async function poisoned(answer: Response): Promise<Response> {
  const list = (await answer.json()) as { data: object[] }
  const id = `cus_${Buffer.from(systemRandom.bytes(6000)).toString('hex')}`
  const data = [{ ...list.data[0], id }, ...list.data.slice(1)]
  return Response.json({ ...list, data }, { status: answer.status, headers: dateOf(answer) })
}

function dateOf({ headers }: Response): Record<string, string> {
  return { date: headers.get('date') ?? '' }
}

/** What an open page is sent, until something of it fits. */
async function hearFragment(url: string, fits: RegExp, test: TestContext): Promise<string> {
  const { body } = await fetch(url, { signal: test.signal })
  const text = new TextDecoderStream()
  for await (const chunk of body?.pipeThrough(text) ?? []) if (fits.test(chunk)) return chunk
  return assert.fail('The stream ended.')
}
