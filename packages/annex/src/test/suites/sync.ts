/** Backfill, webhooks and catch-up, over each store: what the mirror must come to. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listTimeline } from '../../extension/store/timeline.js'
import type { Fault, Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import { signed, type SyncWorld } from '../worlds/sync.js'
import type { StoreKind } from './stores.js'

export function syncSuite(kind: StoreKind): void {
  describe(`sync over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const suite = syncSuiteOver(kind, { shop: (it) => (shop = it), world: (it) => (world = it) })
    const { open, backfill, body } = suite
    const stateOf = (name: string) => suite.progress(`${name}s`)
    const customers = (count: number) => {
      for (let n = 0; n < count; n++) {
        const id = `cus_${String(n).padStart(5, '0')}`
        shop.put({ id, object: 'customer', created: shop.now - n * 60, name: `Customer ${n}` })
      }
    }

    it('brings everything that was there, newest first, and says how far it is', async () => {
      customers(250)
      await open()
      await backfill()

      const progress = await world.sync.progressOf(world.key)
      assert.deepEqual(new Set(progress.map(({ state }) => state)), new Set(['done']))
      const run = await stateOf('customer')
      assert.deepEqual([run?.objects, run?.reached], [250, shop.now - 249 * 60])
      const page = await world.sync.listObjects(world.key, 'customer', { limit: 100 })
      assert.deepEqual([page.data.length, page.data[0]?.id, page.hasMore], [100, 'cus_00000', true])
      assert.deepEqual(await body('customer', 'cus_00249'), shop.get('customer', 'cus_00249'))
      assert.deepEqual(await body('account', 'acct_1'), shop.get('account', 'acct_1'))
    })

    it('goes on where it was after a run was given up and begun again', async () => {
      customers(350)
      let pages = 0
      shop.fault = ({ pathname }) =>
        pathname === '/v1/customers' && ++pages > 2 ? { kind: 'status', status: 400 } : undefined
      await open()
      await backfill(['customer'])
      assert.deepEqual((await stateOf('customer'))?.state, 'paused')

      shop.fault = undefined
      shop.requests = []
      await world.sync.syncNow(world.key)
      await world.settled()

      assert.equal((await stateOf('customer'))?.objects, 350)
      assert.match(
        shop.requests.find((path) => path.startsWith('/v1/customers?limit=100')) ?? '',
        /cus_00199/,
      )
    })

    const passing: Fault[] = [
      ...([429, 500, 503, 409] as const).map((status) => ({ kind: 'status' as const, status })),
      ...(['html', 'cut', 'reset', 'not_a_list'] as const).map((kind) => ({ kind })),
    ]
    for (const fault of passing) {
      const name = fault.kind === 'status' ? fault.status : fault.kind
      it(`moves no cursor for a bad reply, and tries again: ${name} (B2, B3)`, async () => {
        customers(150)
        let calls = 0
        shop.fault = ({ pathname }) =>
          pathname === '/v1/customers' && ++calls % 2 === 1 ? fault : undefined
        await open()
        await backfill(['customer'])
        const run = await stateOf('customer')
        assert.deepEqual([run?.state, run?.objects], ['done', 150])
      })
    }

    it('pauses with a reason a person can read when a list never advances (B6)', async () => {
      customers(250)
      shop.fault = ({ pathname }) =>
        pathname === '/v1/customers' ? { kind: 'same_page' } : undefined
      await open({ outside: { timers: hasty } })
      await backfill(['customer'])
      assert.equal((await stateOf('customer'))?.state, 'paused')
      assert.match((await stateOf('customer'))?.reason ?? '', /does not advance/)
    })

    it('pauses when pages are empty and yet promise more (B6)', async () => {
      shop.fault = ({ pathname }) =>
        pathname === '/v1/customers' ? { kind: 'empty_page' } : undefined
      await open({ outside: { timers: hasty } })
      await backfill(['customer'])
      assert.equal((await stateOf('customer'))?.state, 'paused')
    })

    it('goes on beside a cursor that vanished, and skips nothing (B5)', async () => {
      customers(250)
      await open()
      let asked = 0
      shop.fault = ({ searchParams }) => {
        // The cursor goes away between the page that gave it and the one after it.
        if (searchParams.get('starting_after') === 'cus_00099' && ++asked === 1) {
          shop.remove('customer', 'cus_00099')
        }
        return undefined
      }
      await backfill(['customer'])
      assert.equal((await stateOf('customer'))?.state, 'done')
      const page = await world.sync.listObjects(world.key, 'customer', { limit: 1000 })
      const ids = new Set(page.data.map(({ id }) => id))
      for (const { id } of shop.all('customer')) assert.ok(ids.has(id), id)
    })

    it('stops for this account and says so when access is lost (B9)', async () => {
      const lost = { kind: 'status', status: 403, code: 'account_invalid' } as const
      shop.fault = () => lost
      await open()
      await backfill(['customer'])
      assert.equal(world.heard.refused[0]?.account, world.key.account)
      assert.match((await stateOf('customer'))?.reason ?? '', /no longer lets us read/)
    })

    it('leaves out what the grant does not cover, and brings the rest', async () => {
      customers(1)
      shop.fault = ({ pathname }) =>
        pathname === '/v1/charges' ? { kind: 'status', status: 403 } : undefined
      await open()
      await backfill(['charge', 'customer'])
      assert.equal((await stateOf('charge'))?.state, 'paused')
      assert.equal((await stateOf('customer'))?.state, 'done')
      assert.deepEqual(world.heard.refused, [])
    })

    it('applies an event that is newer, and drops one that is older (O5)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'first' }, 'customer.created')
      shop.now += 10
      shop.put({ id: 'cus_1', object: 'customer', name: 'second' }, 'customer.updated')
      await open()
      const [second, first] = shop.events
      assert.equal((await world.deliver(second!)).status, 200)
      assert.equal((await world.deliver(first!)).status, 200)
      await world.settled()
      assert.equal((await body('customer', 'cus_1'))?.['name'], 'second')
      assert.deepEqual(shop.requests, [])
    })

    it('reads again what happened within one second (O5)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'first' }, 'customer.created')
      shop.put({ id: 'cus_1', object: 'customer', name: 'second' }, 'customer.updated')
      await open()
      const [second, first] = shop.events
      await world.deliver(second!)
      await world.deliver(first!)
      await world.settled()
      assert.equal((await body('customer', 'cus_1'))?.['name'], 'second')
      assert.deepEqual(shop.requests, ['/v1/customers/cus_1'])
    })

    it('reads again instead of believing another version’s payload (O6)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'ours' }, 'customer.created')
      await open()
      await world.deliver(shop.events[0]!, {
        api_version: '2024-04-10',
        data: { object: { id: 'cus_1', object: 'customer' } },
      })
      await world.settled()
      assert.equal((await body('customer', 'cus_1'))?.['name'], 'ours')
    })

    it('keeps a tombstone whatever comes after it (O3)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'gone soon' }, 'customer.created')
      shop.put({ id: 'prod_1', object: 'product', name: 'gone too' }, 'product.created')
      shop.now += 5
      shop.remove('customer', 'cus_1')
      shop.remove('product', 'prod_1')
      await open()
      for (const event of shop.events) await world.deliver(event)
      await world.settled()
      shop.now += 60
      const late = { id: 'evt_late', created: shop.now, type: 'customer.updated' }
      await world.deliver(shop.events.at(-1)!, late)
      await world.settled()
      const row = await world.sync.getObject(world.key, 'customer', 'cus_1')
      assert.deepEqual(row?.body, { id: 'cus_1', object: 'customer', deleted: true })
      const product = await world.sync.getObject(world.key, 'product', 'prod_1')
      assert.equal(product?.deleted, true)
    })

    it('fetches what is referred to and unknown, once (O8)', async () => {
      await open()
      await backfill()
      shop.now += 5
      shop.put({ id: 'txn_1', object: 'balance_transaction', amount: 500 })
      shop.put(
        { id: 'ch_1', object: 'charge', balance_transaction: 'txn_1', customer: 'cus_absent' },
        'charge.succeeded',
      )
      shop.requests = []
      await world.deliver(shop.events[0]!)
      await world.settled()
      assert.equal((await body('balance_transaction', 'txn_1'))?.['amount'], 500)
      assert.equal((await world.sync.getObject(world.key, 'customer', 'cus_absent'))?.deleted, true)

      await world.deliver(shop.events[0]!, { id: 'evt_again', created: shop.now + 1 })
      await world.settled()
      assert.equal(shop.requests.filter((path) => path.includes('cus_absent')).length, 1)
    })

    it('reads lists inside an object to their end (O7)', async () => {
      const items = Array.from({ length: 15 }, (_, n) => ({ id: `src_${n}`, object: 'source' }))
      const sources = {
        object: 'list',
        url: '/v1/sources',
        has_more: true,
        data: items.slice(0, 10),
      }
      shop.put({ id: 'cus_1', object: 'customer', sources })
      items.forEach((item, n) => shop.put({ ...item, created: shop.now - n }))
      await open()
      await backfill(['customer'])
      const kept = (await body('customer', 'cus_1'))?.['sources'] as {
        data: object[]
        has_more: boolean
      }
      assert.deepEqual([kept.data.length, kept.has_more], [15, false])
    })

    it('finds events that were never delivered, and what no event speaks of (O10)', async () => {
      await open()
      await backfill()
      shop.now += 100
      shop.put({ id: 'cus_1', object: 'customer', name: 'unheard' }, 'customer.created')
      shop.put({ id: 'txn_1', object: 'balance_transaction', amount: 1 })
      await world.sync.syncNow(world.key)
      await world.settled()
      assert.equal((await body('customer', 'cus_1'))?.['name'], 'unheard')
      assert.equal((await body('balance_transaction', 'txn_1'))?.['amount'], 1)
    })

    it('asks for events once where there are none', async () => {
      await open()
      await backfill()
      shop.requests = []
      await world.sync.syncNow(world.key)
      await world.settled()
      const asked = shop.requests.filter((path) => path.startsWith('/v1/events'))
      assert.equal(asked.length, 1, asked.join(' '))
      assert.match(asked[0] ?? '', /limit=100&created%5Bgte%5D=\d+$/)
    })

    it('reads everything again after a gap longer than events are listed (O10)', async () => {
      customers(2)
      await open()
      await backfill()
      shop.now += 31 * 24 * 3600
      shop.put({ id: 'cus_00000', object: 'customer', name: 'changed' })
      shop.remove('customer', 'cus_00001')
      shop.events = []
      await world.sync.syncNow(world.key)
      await world.settled()
      assert.equal((await body('customer', 'cus_00000'))?.['name'], 'changed')
      assert.equal((await world.sync.getObject(world.key, 'customer', 'cus_00001'))?.deleted, true)
      const lines = await listTimeline(suite.store.database, world.key, 50)
      assert.ok(lines.some(({ what }) => what === 'resync_after_gap'))
    })

    it('notes an account without a connection, and keeps nothing of its data (W9)', async () => {
      shop.put({ id: 'cus_1', object: 'customer' }, 'customer.created')
      await open()
      const response = await world.deliver(shop.events[0]!, { account: 'acct_stranger' })
      assert.equal(response.status, 200)
      const rows = await suite.store.database.query(
        `select state, body from annex.inbox where account = 'acct_stranger'`,
      )
      assert.deepEqual(rows, [{ state: 'ignored', body: null }])
    })

    it('writes nothing for a connection that has ended meanwhile (C1)', async () => {
      customers(1)
      await open({ work: false })
      await suite.store.database.query(
        `update annex.connections set state = 'purging', credentials = null where account = $1`,
        [world.key.account],
      )
      shop.put({ id: 'cus_1', object: 'customer' }, 'customer.created')
      assert.equal((await world.deliver(shop.events[0]!)).status, 200)
      const rows = await suite.store.database.query(
        'select from stripe.customers where account = $1',
        [world.key.account],
      )
      assert.equal(rows.length, 0)
    })

    it('takes an event once, and notices another one under its id (W6, W10)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'true' }, 'customer.created')
      await open()
      const [event] = shop.events
      await Promise.all([world.deliver(event!), world.deliver(event!), world.deliver(event!)])
      const other = { data: { object: { id: 'cus_1', object: 'customer', name: 'false' } } }
      assert.equal((await world.deliver(event!, other)).status, 200)
      await world.settled()
      assert.equal((await body('customer', 'cus_1'))?.['name'], 'true')
      const lines = await listTimeline(suite.store.database, world.key, 5)
      assert.equal(lines[0]?.what, 'event_contradicted')
    })

    it('keeps texts that Postgres would refuse, without them (W8)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'a\0b\uD800c', other: 'kept' }, 'x.y')
      await open()
      assert.equal((await world.deliver(shop.events[0]!)).status, 200)
      assert.equal((await body('customer', 'cus_1'))?.['name'], 'a\uFFFDb\uFFFDc')
    })

    it('hands the word of a lost grant on, in the transaction that keeps it', async () => {
      await open()
      const application = { id: 'ca_1', object: 'application', name: null }
      const event = { ...emptyEvent(shop.now), type: 'account.application.deauthorized' }
      await world.deliver({ ...event, data: { object: application } })
      const { account } = world.key
      const expected = { account, livemode: false, created: shop.now, application: 'ca_1' }
      assert.deepEqual(world.heard.deauthorized, [expected])
    })

    it('tells the app of every event, once it is kept', async () => {
      const told = Promise.withResolvers<string>()
      await open({ onEvent: ({ id }) => told.resolve(id) })
      shop.put({ id: 'cus_1', object: 'customer' }, 'customer.created')
      await world.deliver(shop.events[0]!)
      assert.equal(await told.promise, shop.events[0]?.id)
    })

    it('says what is wrong with a delivery that is none (W1 to W5)', async () => {
      await open()
      const event = { ...emptyEvent(shop.now), account: world.key.account }
      const status = async (request: Request) => (await world.sync.receive(request)).status
      assert.equal(await status(signed(event, 'whsec_of_yesterday')), 200)
      assert.equal(await status(signed(event, 'whsec_of_a_stranger')), 400)
      assert.equal(await status(signed(event, undefined, 1_000_000_000)), 400)
      assert.equal(await status(signed({ hello: 'world' })), 400)
      const bare = new Request('http://localhost/', { method: 'POST', body: '{}' })
      assert.equal(await status(bare), 400)
      const packed = signed(event)
      packed.headers.set('content-encoding', 'gzip')
      assert.equal(await status(packed), 415)
      const large = signed({ ...event, filling: 'x'.repeat(8 * 1024 * 1024) })
      assert.equal(await status(large), 413)
    })

    it('tells how to keep the bytes when a parser read them first', async () => {
      await open()
      const request = signed({ ...emptyEvent(shop.now), account: world.key.account })
      await request.json()
      const response = await world.sync.receive(request)
      assert.equal(response.status, 500)
      assert.match(await response.text(), /rawBody/)
    })
  })
}

function emptyEvent(created: number) {
  return {
    ...{ id: `evt_of_${Math.random()}`, object: 'event' as const, type: 'something.new', created },
    ...{ livemode: false as const, api_version: '2026-10-28.endive', data: { object: {} } },
  }
}

/** Waits in a thousandth of the time. */
const hasty = {
  after: (delayMs: number, callback: () => void) => {
    const timer = setTimeout(callback, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
  sleep: (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs / 1000)),
  elapsedMs: () => performance.now(),
}
