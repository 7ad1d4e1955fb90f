/** What is on no list: deleted before the account was connected, over each store (O8). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

for (const kind of await storeKinds()) {
  describe(`what is on no list over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given, { kinds: ['customers', 'charges', 'refunds'] })

    const row = (name: string, id: string) => world.sync.getObject(world.key, name, id)
    const reads = (path: string) => shop.requests.filter((asked) => asked === path).length
    const history = () => {
      shop.put({ id: 'cus_here', object: 'customer' })
      shop.put({ id: 'cus_gone', object: 'customer' })
      shop.remove('customer', 'cus_gone')
      for (const n of [1, 2, 3]) {
        const customer = n === 1 ? 'cus_here' : 'cus_gone'
        shop.put({ id: `ch_${n}`, object: 'charge', customer })
      }
      shop.events = []
    }
    /** Keeps a list from being answered until another kind's run is over. */
    const listLast = (last: string, after: string) => {
      shop.gate = async ({ pathname }) => {
        if (pathname !== `/v1/${last}`) return
        while ((await suite.progress(after))?.state !== 'done') {
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
      }
    }

    for (const [last, first] of [
      ['customers', 'charges'],
      ['charges', 'customers'],
    ] as const) {
      it(`is read once, were it only to say that it is gone: ${last} come last`, async () => {
        history()
        await suite.open()
        listLast(last, first)
        await suite.backfill()
        const gone = await row('customer', 'cus_gone')
        assert.deepEqual(gone?.body, { id: 'cus_gone', object: 'customer', deleted: true })
        assert.equal((await row('customer', 'cus_here'))?.deleted, false)
        assert.equal(reads('/v1/customers/cus_gone'), 1)

        shop.gate = undefined
        await suite.backfill(undefined, true)
        assert.equal(reads('/v1/customers/cus_gone'), 1)
        assert.equal(reads('/v1/customers/cus_here'), 0)
      })
    }

    it('waits until both lists were read', async () => {
      history()
      await suite.open()
      shop.fault = ({ pathname }) =>
        pathname === '/v1/customers' ? { kind: 'status', status: 400 } : undefined
      await suite.backfill()
      assert.equal((await suite.progress('customers'))?.state, 'paused')
      assert.equal(await row('customer', 'cus_gone'), undefined)

      shop.fault = undefined
      await suite.backfill()
      assert.equal((await row('customer', 'cus_gone'))?.deleted, true)
      assert.equal(reads('/v1/customers/cus_here'), 0)
    })

    it('costs a request a kind where nothing is missing', async () => {
      shop.put({ id: 'cus_1', object: 'customer' })
      shop.put({ id: 'ch_1', object: 'charge', customer: 'cus_1', payment_intent: 'pi_other' })
      await suite.open()
      await suite.backfill()
      const lists = shop.requests.filter((path) => !path.startsWith('/v1/events'))
      const expected = ['account', 'charges?limit=100', 'customers?limit=100', 'refunds?limit=100']
      assert.deepEqual(
        lists.sort(),
        expected.map((path) => `/v1/${path}`),
      )
    })
  })
}
