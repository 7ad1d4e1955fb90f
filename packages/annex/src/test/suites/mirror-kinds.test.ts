/** Kinds beyond the first: what lists inside objects hold, which kinds are chosen, over each store. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { choose } from '../../extension/mirror/choice.js'
import { adoptChoice } from '../../extension/sync/adopt.js'
import { openShop, type Shop } from '../worlds/shop.js'
import { syncWorld, type SyncWorld, type SyncWorldOptions } from '../worlds/sync.js'
import { storeKinds, type TestStore } from './stores.js'

const DAY = 24 * 60 * 60

for (const kind of await storeKinds()) {
  describe(`kinds of the mirror over ${kind.name}`, () => {
    let store: TestStore
    let shop: Shop
    let world: SyncWorld
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())
    beforeEach(async () => {
      shop = await openShop()
    })
    afterEach(async () => {
      await world.close()
      await shop.close()
    })

    const open = async (options: Partial<SyncWorldOptions> = {}) => {
      world = await syncWorld({ database: store.database, shop, ...options })
    }
    const backfill = async (kinds?: string[]) => {
      const { database, sync, key } = world
      await database.transaction((tx) => sync.startBackfill(tx, key, { kinds }))
      await world.settled()
    }
    const ids = async (table: string) => {
      const page = await world.sync.listObjects(world.key, table, { limit: 1000 })
      return page.data.filter(({ deleted }) => !deleted).map(({ id }) => id)
    }
    const run = async (table: string) =>
      (await world.sync.progressOf(world.key)).find((one) => one.kind === table)
    const item = (n: number) =>
      shop.put({
        ...{ id: `si_${String(n).padStart(2, '0')}`, object: 'subscription_item' },
        ...{ subscription: 'sub_1', created: shop.now - n },
      })
    const subscription = (items: object[], more = false) =>
      shop.put({
        ...{ id: 'sub_1', object: 'subscription', customer: 'cus_1' },
        items: {
          ...{ object: 'list', data: items, has_more: more },
          url: '/v1/subscription_items?subscription=sub_1',
        },
      })

    it('keeps what a list inside an object holds, beyond the page it shows (O7)', async () => {
      const items = Array.from({ length: 130 }, (_, n) => item(n))
      subscription(items.slice(0, 10), true)
      await open()
      await backfill(['subscriptions'])

      assert.deepEqual((await ids('subscription_items')).sort(), items.map(({ id }) => id).sort())
      const asked = shop.requests.filter((path) => path.startsWith('/v1/subscription_items'))
      assert.match(asked[0] ?? '', /\?subscription=sub_1&limit=100&starting_after=si_09$/)
    })

    it('lets go of what a list does not hold any more, and of all when its object goes', async () => {
      const [one, two, three] = [item(1), item(2), item(3)]
      subscription([one, two])
      await open()
      await backfill(['subscriptions'])

      shop.now += 60
      subscription([two, three])
      shop.put({ id: 'sub_1', object: 'subscription' }, 'customer.subscription.updated')
      await world.deliver(shop.events[0]!)
      assert.deepEqual(await ids('subscription_items'), ['si_02', 'si_03'])

      shop.now += 60
      const gone = { id: 'sub_1', object: 'subscription', deleted: true }
      await world.deliver({
        ...shop.events[0]!,
        id: 'evt_gone',
        created: shop.now,
        data: { object: gone },
      })
      assert.deepEqual(await ids('subscription_items'), [])
    })

    it('does not let an old word about an object change what its list holds', async () => {
      subscription([item(1)])
      shop.put({ id: 'sub_1', object: 'subscription' }, 'customer.subscription.created')
      const early = shop.events[0]!
      shop.now += 60
      subscription([item(1), item(2)])
      await open()
      await backfill(['subscriptions'])

      await world.deliver(early)
      await world.settled()
      assert.deepEqual((await ids('subscription_items')).sort(), ['si_01', 'si_02'])
    })

    it('reads an object again when something inside its list speaks up', async () => {
      const refund = { id: 'fr_1', object: 'fee_refund', fee: 'fee_1', amount: 5 }
      const list = (data: object[]) => ({ object: 'list', has_more: false, url: '/v1/x', data })
      shop.put({ id: 'fee_1', object: 'application_fee', refunds: list([]) })
      await open({ kinds: ['application_fees'] })
      await backfill()
      shop.now += 60
      shop.put({ id: 'fee_1', object: 'application_fee', refunds: list([refund]) })
      shop.put({ ...refund }, 'application_fee.refund.updated')

      await world.deliver(shop.events[0]!)
      await world.settled()
      assert.deepEqual(await ids('application_fee_refunds'), ['fr_1'])
    })

    it('does not take an invoice that there will be for one that is', async () => {
      await open()
      await backfill(['invoices'])
      shop.now += 60
      shop.put({ id: 'upcoming_in_1', object: 'invoice' }, 'invoice.upcoming')
      await world.deliver(shop.events[0]!)
      assert.deepEqual(await ids('invoices'), [])
    })

    it('asks for canceled subscriptions too', async () => {
      await open()
      await backfill(['subscriptions'])
      assert.ok(shop.requests.includes('/v1/subscriptions?status=all&limit=100'))
    })

    it('neither reads nor hears of a kind that was not chosen', async () => {
      shop.put({ id: 'ch_1', object: 'charge' })
      await open({ kinds: ['customers'] })
      await backfill()
      shop.now += 60
      shop.put({ id: 'ch_1', object: 'charge' }, 'charge.updated')
      await world.deliver(shop.events[0]!)
      await world.settled()

      assert.ok(!shop.requests.some((path) => path.startsWith('/v1/charges')))
      const [row] = await store.database.query<{ count: number }>(
        'select count(*) as count from stripe.charges where account = $1',
        [world.key.account],
      )
      assert.equal(row?.count, 0)
      await assert.rejects(backfill(['charges']), /'charges' is not mirrored/)
    })

    it('reads a kind that was added later, and keeps the rows of one taken away', async (test) => {
      shop.put({ id: 'ch_1', object: 'charge' })
      shop.put({ id: 'cus_1', object: 'customer' })
      // Of its own, since this is about every connection of a store.
      const own = await kind.make()
      test.after(() => own.remove())
      await open({ database: own.database, kinds: ['customers'] })
      await backfill()

      await adoptChoice({ ...world.parts, mirrors: choose(['charges']) })
      await world.settled()
      const { database, key } = world
      const rows = await database.query<{ id: string }>(
        `select id from stripe.charges where account = $1
          union all select id from stripe.customers where account = $1`,
        [key.account],
      )
      assert.deepEqual(rows.map(({ id }) => id).sort(), ['ch_1', 'cus_1'])
      assert.equal(await run('customers'), undefined)

      // Back again it is read from the top, and what went in the meantime is found out.
      shop.remove('customer', 'cus_1')
      await adoptChoice(world.parts)
      await world.settled()
      assert.equal((await run('customers'))?.state, 'done')
      assert.deepEqual(await ids('customers'), [])
    })

    it('lists once a day what no event speaks of, or not of all that happens to it', async () => {
      let now = shop.now
      shop.put({ id: 'shr_1', object: 'shipping_rate' })
      shop.put({ id: 'ii_1', object: 'invoiceitem', invoice: null })
      shop.put({ id: 'ii_2', object: 'invoiceitem', invoice: null })
      await open({
        kinds: ['shipping_rates', 'invoiceitems'],
        outside: { clock: { now: () => now, nowMs: () => now * 1000 } },
      })
      await backfill()
      const listed = () => shop.requests.filter((path) => path.startsWith('/v1/shipping_rates'))
      assert.equal(listed().length, 1)

      now += DAY - 60
      await world.sync.syncNow(world.key)
      await world.settled()
      assert.equal(listed().length, 1)
      now += 60
      shop.now += DAY
      shop.put({ id: 'shr_2', object: 'shipping_rate' })
      shop.put({ id: 'ii_1', object: 'invoiceitem', invoice: 'in_1' })
      shop.remove('invoiceitem', 'ii_2')
      shop.events = []
      await world.sync.syncNow(world.key)
      await world.settled()
      assert.equal(listed().length, 2)
      assert.deepEqual((await ids('shipping_rates')).sort(), ['shr_1', 'shr_2'])
      assert.deepEqual(await ids('invoiceitems'), ['ii_1'])
      const item = await world.sync.getObject(world.key, 'invoiceitems', 'ii_1')
      assert.equal(item?.body['invoice'], 'in_1')
    })
  })
}
