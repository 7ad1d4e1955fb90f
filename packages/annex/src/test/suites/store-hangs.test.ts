/** What Stripe and people are told while the store hangs or is down (W7). */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Hono } from 'hono'
import { outsideWith } from '../../core/outside.js'
import { systemTimers, type Timers } from '../../core/timers.js'
import { answerInTime } from '../../extension/app/in-time.js'
import type { Database } from '../../extension/store/database.js'
import { openDatabase } from '../../extension/store/open.js'
import { openServer } from '../../extension/store/server.js'
import { createReceiver } from '../../extension/sync/receive.js'
import { heldTimers } from '../held-timers.js'
import { extensionWorld } from '../worlds/extension.js'
import { openShop } from '../worlds/shop.js'
import { signed, syncWorld } from '../worlds/sync.js'

/** How long the door waits, and how many wait at it: one group in hand, the others behind it. */
const PATIENCE_MS = 4500
const GROUP = 100
const WAITING = 2500

async function openWorld(test: TestContext) {
  const database = await openDatabase({
    ...{ url: undefined, directory: ':memory:', outside: outsideWith() },
  })
  const shop = await openShop()
  const world = await syncWorld({ database, shop, work: false })
  test.after(async () => {
    await world.close()
    await shop.close()
    await database.close()
  })
  return world
}

/** The store behind a line that can be dead: what is asked then is never answered. */
function hanging(database: Database) {
  const line = { isDead: true, asked: 0, heard: Promise.withResolvers<void>() }
  const wrapped: Database = {
    ...database,
    transaction(work) {
      line.asked++
      line.heard.resolve()
      return line.isDead ? new Promise(() => {}) : database.transaction(work)
    },
  }
  return { line, wrapped }
}

function eventOf(account: string, n: number): object {
  const object = { id: 'cus_1', object: 'customer' }
  const rest = { created: 1_795_000_000, livemode: false, api_version: null }
  return {
    id: `evt_${n}`,
    object: 'event',
    type: 'customer.updated',
    account,
    ...rest,
    data: { object },
  }
}

describe('a webhook while the store hangs', () => {
  it('is answered 503 in time, and 200 once the store is back', async (test) => {
    const { parts, key } = await openWorld(test)
    const { line, wrapped } = hanging(parts.database)
    const timers = heldTimers()
    const outside = { ...parts.outside, timers }
    const receive = createReceiver({ ...parts, database: wrapped, outside })

    const waiting = receive(signed(eventOf(key.account, 1)))
    await line.heard.promise
    timers.fire(PATIENCE_MS)
    const answer = await waiting
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5'])

    line.isDead = false
    assert.equal((await receive(signed(eventOf(key.account, 1)))).status, 200)
    const kept = await parts.database.query('select event from annex.inbox where account = $1', [
      key.account,
    ])
    assert.deepEqual(kept, [{ event: 'evt_1' }])
  })

  it('is sent away at once when too many wait, and none of them is asked for again', async (test) => {
    const { parts, key } = await openWorld(test)
    const { line, wrapped } = hanging(parts.database)
    const timers = heldTimers()
    const outside = { ...parts.outside, timers }
    const receive = createReceiver({ ...parts, database: wrapped, outside })

    const first = receive(signed(eventOf(key.account, 0)))
    await line.heard.promise
    const rest = Array.from({ length: WAITING + 1 }, (_, n) =>
      receive(signed(eventOf(key.account, n + 1))),
    )
    const oneTooMany = await Promise.race([first, ...rest])
    assert.deepEqual([oneTooMany.status, oneTooMany.headers.get('retry-after')], [503, '5'])

    timers.fire(PATIENCE_MS)
    const answers = await Promise.all([first, ...rest])
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([503]))
    // Those that gave up waiting are forgotten: the store is not asked to keep them.
    assert.ok(line.asked <= 1 + WAITING / GROUP, `asked ${line.asked} times`)
    line.isDead = false
    assert.equal((await receive(signed(eventOf(key.account, 1)))).status, 200)
  })
})

describe('a page while the store hangs', () => {
  /** Five times as fast: a busy machine must still answer in what is left of the patience. */
  function quickTimers() {
    const begun = performance.now()
    const elapsedMs = () => (performance.now() - begun) * 5
    const sleep: Timers['sleep'] = (ms, signal) => systemTimers.sleep(ms / 5, signal)
    return { elapsedMs, timers: { ...systemTimers, sleep } }
  }

  it('says so within five seconds, and is itself again when the store is', async (test) => {
    const database = await openDatabase({
      ...{ url: undefined, directory: ':memory:', outside: outsideWith() },
    })
    test.after(() => database.close())
    const { timers } = quickTimers()
    const world = await extensionWorld(database, { access: { kind: 'password' }, timers })
    test.after(() => world.close())

    // The engine does one thing at a time, and this takes a while.
    let hangs = true
    const hanging = database.query('select pg_sleep(4)').then(() => (hangs = false))
    const [page, ready] = await Promise.all([
      world.browser().get('/sign-in'),
      world.browser().get('/readyz'),
    ])
    assert.ok(hangs, 'answered only once the store did')
    assert.deepEqual([page.status, page.headers.get('retry-after')], [503, '5'])
    const text = await page.text()
    assert.match(text, /does not answer[^]*Nothing is lost/)
    assert.doesNotMatch(text, /<script/)
    assert.equal(ready.status, 503)

    await hanging
    assert.equal((await world.browser().get('/sign-in')).status, 200)
    assert.equal((await world.browser().get('/readyz')).status, 200)
  })

  it('goes on waiting for something else as long as the store answers', async (test) => {
    const database = await openDatabase({
      ...{ url: undefined, directory: ':memory:', outside: outsideWith() },
    })
    test.after(() => database.close())
    const { timers, elapsedMs } = quickTimers()
    const app = new Hono().use(answerInTime(database, timers)).get('/', async (c) => {
      while (elapsedMs() < 10_000) await systemTimers.sleep(10)
      return c.text('at last')
    })
    assert.equal(await (await app.request('/')).text(), 'at last')
  })
})

describe('a webhook while the store is down', () => {
  it('is answered 503, each of a group after one try', async (test) => {
    const { parts, key } = await openWorld(test)
    const down = openServer({ url: 'postgres://annex@127.0.0.1:1/annex', timers: systemTimers })
    test.after(() => down.close())
    let tries = 0
    const transaction: Database['transaction'] = (work) => {
      tries++
      return down.transaction(work)
    }
    const receive = createReceiver({ ...parts, database: { ...down, transaction } })

    const many = Array.from({ length: 50 }, (_, n) => receive(signed(eventOf(key.account, n))))
    const answers = await Promise.all(many)

    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([503]))
    assert.equal(answers[0]?.headers.get('retry-after'), '5')
    assert.ok(tries < 50, `${tries} tries`)
  })
})
