/** Ids that developers choose: deleted and made again it is another object, over each store (O3). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Shop, ShopEvent } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) {
  describe(`ids that are used again over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given, { kinds: ['coupons', 'customers'] })

    const coupon = (percent_off: number, type?: string) =>
      shop.put({ id: 'SUMMER', object: 'coupon', percent_off }, type)
    const row = () => world.sync.getObject(world.key, 'coupon', 'SUMMER')
    const state = async () => {
      const kept = await row()
      return kept?.deleted ? 'deleted' : kept?.body['percent_off']
    }
    const reads = () => shop.requests.filter((path) => path === '/v1/coupons/SUMMER').length
    const hear = async (event: ShopEvent | undefined, change: Partial<ShopEvent> = {}) => {
      assert.ok(event)
      assert.equal((await world.deliver(event, change)).status, 200)
      await world.settled()
    }
    const last = () => shop.events[0]
    /** One that was there, and its events; the mirror has it, and heard that it was deleted. */
    const deleted = async () => {
      coupon(10, 'coupon.created')
      const [created] = shop.events
      await suite.open()
      await suite.backfill()
      shop.now += 10
      coupon(20, 'coupon.updated')
      const [updated] = shop.events
      shop.now += 10
      shop.remove('coupon', 'SUMMER')
      const [deletion] = shop.events
      await hear(deletion)
      assert.equal(await state(), 'deleted')
      shop.requests = []
      return { created, updated, deletion }
    }

    it('brings the new object when its event comes', async () => {
      await deleted()
      shop.now += 10
      coupon(50, 'coupon.created')
      await hear(last())
      assert.deepEqual((await row())?.body, shop.get('coupon', 'SUMMER'))
      assert.deepEqual([(await row())?.deleted, (await row())?.created], [false, shop.now])
      shop.now += 10
      coupon(60, 'coupon.updated')
      await hear(last())
      assert.equal(await state(), 60)
    })

    it('brings it when a list is all that tells', async () => {
      await deleted()
      shop.now += 10
      coupon(50)
      await suite.backfill(['coupons'], true)
      assert.deepEqual((await row())?.body, shop.get('coupon', 'SUMMER'))
    })

    it('brings it when both happened while nobody heard', async () => {
      coupon(10)
      await suite.open()
      await suite.backfill()
      shop.now += 10
      shop.remove('coupon', 'SUMMER')
      shop.now += 10
      coupon(50, 'coupon.created')
      const [deletion, created] = shop.events.toReversed()
      // The new one's word first: the old one's end is no news of it.
      await hear(created)
      await hear(deletion)
      assert.equal(await state(), 50)
    })

    it('is not revived by late word of the one that was deleted', async () => {
      const { created, updated } = await deleted()
      await hear(created)
      await hear(updated)
      assert.deepEqual([await state(), reads()], ['deleted', 0])
      // What claims to be later is asked about, and an event alone is not believed.
      await hear(updated, { id: 'evt_forged', created: shop.now + 60 })
      assert.deepEqual([await state(), reads()], ['deleted', 1])
    })

    it('is not deleted by late word of the deletion of the one before', async () => {
      const { deletion } = await deleted()
      shop.now += 10
      coupon(50, 'coupon.created')
      await hear(last())
      await hear(deletion, { id: 'evt_again' })
      const stub = { id: 'SUMMER', object: 'coupon', deleted: true }
      await hear(deletion, { id: 'evt_stub', data: { object: stub } })
      assert.equal(await state(), 50)
    })

    it('comes and goes within one second as the last read says', async () => {
      await deleted()
      coupon(50, 'coupon.created')
      await hear(last())
      assert.equal(await state(), 50)
      shop.remove('coupon', 'SUMMER')
      await hear(last())
      assert.equal(await state(), 'deleted')
    })

    it('is nothing to ids that Stripe chooses: those stay deleted', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'first' })
      await suite.open()
      await suite.backfill()
      shop.now += 10
      shop.remove('customer', 'cus_1')
      await hear(last())
      shop.now += 10
      shop.put({ id: 'cus_1', object: 'customer', name: 'again' }, 'customer.created')
      await hear(last())
      await suite.backfill(['customers'], true)
      assert.equal((await world.sync.getObject(world.key, 'customer', 'cus_1'))?.deleted, true)
    })
  })
}
