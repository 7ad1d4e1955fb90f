/** What is written is whole, and of our version: cut lists are read to their end, other renderings only tell (O6, O7). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) {
  describe(`whole objects over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const suite = syncSuiteOver(kind, { shop: (it) => (shop = it), world: (it) => (world = it) })
    const newest = () => shop.events[0] ?? assert.fail('no event')

    it('are read to their lists’ end when an event cuts them short (O7)', async () => {
      const items = Array.from({ length: 12 }, (_, n) => ({ id: `src_${n}`, object: 'source' }))
      const list = { object: 'list', url: '/v1/sources', has_more: true, data: items.slice(0, 10) }
      items.forEach((item, n) => shop.put({ ...item, created: shop.now - n }))
      shop.put({ id: 'cus_1', object: 'customer', sources: list }, 'customer.updated')
      await suite.open()
      await world.deliver(newest())
      await world.settled()
      const kept = (await suite.body('customer', 'cus_1'))?.['sources'] as typeof list
      assert.deepEqual([kept.data.length, kept.has_more], [12, false])
    })

    it('are not kept in part when a list can’t be read to its end (O7)', async () => {
      const data = [{ id: 'src_0', object: 'source' }]
      const list = { object: 'list', url: '/v1/sources', has_more: true, data }
      shop.put({ id: 'cus_1', object: 'customer', sources: list })
      shop.fault = ({ pathname }) =>
        pathname === '/v1/sources' ? { kind: 'status', status: 403 } : undefined
      await suite.open()
      await suite.backfill(['customer'])
      assert.equal(await suite.body('customer', 'cus_1'), undefined)
      const run = await suite.progress('customers')
      assert.deepEqual([run?.state, run?.reason], ['paused', 'Stripe does not let us read this.'])
    })

    it('lose no field to another version’s payload, nor believe its second (O6)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'first', email: 'a@b' }, 'customer.created')
      await suite.open()
      await world.deliver(newest())
      shop.now += 10
      shop.put({ id: 'cus_1', object: 'customer', name: 'second' })
      const bare = { object: { id: 'cus_1', object: 'customer', name: 'older shape' } }
      const change = { id: 'evt_other', created: shop.now, api_version: '2024-04-10', data: bare }
      await world.deliver(newest(), change)
      await world.settled()
      assert.deepEqual(await suite.body('customer', 'cus_1'), shop.get('customer', 'cus_1'))
      assert.deepEqual(shop.requests, ['/v1/customers/cus_1'])
    })
  })
}
