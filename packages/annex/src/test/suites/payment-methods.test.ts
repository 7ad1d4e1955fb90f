/** Payment methods, which Stripe lists for one customer at a time, over each store. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemTimers, type Timers } from '../../core/timers.js'
import type { Queryable } from '../../extension/store/database.js'
import { drawObservations } from '../../extension/store/mirror.js'
import { rereadJob } from '../../extension/sync/jobs.js'
import { choose } from '../../extension/mirror/choice.js'
import { getMirroredKind } from '../../extension/mirror/kinds.js'
import { sightingOf } from '../../extension/sync/sighting.js'
import { write } from '../../extension/sync/write.js'
import { someoneWaits } from '../worlds/rows.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

/** Waits between tries are over soon. */
const hasty: Timers = {
  ...systemTimers,
  sleep: (ms, signal) => systemTimers.sleep(ms / 1000, signal),
}

for (const kind of await storeKinds()) {
  describe(`payment methods over ${kind.name}`, () => {
    let shop: Shop
    const suite = syncSuiteOver(kind, { shop: (it) => (shop = it) })
    const { open, backfill, body } = suite
    const run = () => suite.progress('payment_methods')
    const customers = (count: number) => {
      for (let n = 0; n < count; n++) {
        const id = `cus_${String(n).padStart(5, '0')}`
        shop.put({ id, object: 'customer', created: shop.now - n * 60 })
      }
    }

    it('are read customer by customer, as Stripe lists them', async () => {
      customers(45)
      for (let n = 0; n < 45; n += 3) {
        const customer = `cus_${String(n).padStart(5, '0')}`
        for (const name of ['a', 'b']) {
          shop.put({ id: `pm_${n}${name}`, object: 'payment_method', customer })
        }
      }
      // A guest's belongs to nobody: only the charge knows of it.
      shop.put({ id: 'pm_guest', object: 'payment_method', customer: null })
      shop.put({ id: 'ch_guest', object: 'charge', customer: null, payment_method: 'pm_guest' })
      await open()
      await backfill()

      for (const object of shop.all('payment_method')) {
        assert.deepEqual(await body('payment_method', object.id), object)
      }
      assert.equal(shop.all('payment_method').length, 31)
      assert.equal(shop.requests.filter((path) => /^.v1.payment_methods\?/.test(path)).length, 0)
    })

    it('go on at the customer they were cut off at (B1)', async () => {
      customers(45)
      for (const { id } of shop.all('customer')) {
        shop.put({ id: `pm_of_${id}`, object: 'payment_method', customer: id })
      }
      await open({ outside: { timers: hasty } })
      shop.fault = ({ pathname }) =>
        pathname.includes('cus_00030/') ? { kind: 'status', status: 500 } : undefined
      await backfill(['payment_method'])
      const paused = await run()
      assert.deepEqual([paused?.state, paused?.objects], ['paused', 20])

      shop.fault = undefined
      shop.requests = []
      await backfill(['payment_method'])
      const done = await run()
      assert.deepEqual([done?.state, done?.objects], ['done', 45])
      assert.equal(shop.requests.filter((path) => /cus_00010.pay/.test(path)).length, 0)
    })

    /** A page of one payment method, as it was before its customer was deleted. */
    const pageBefore = async ({ database, key }: SyncWorld) => {
      const payment = { id: 'pm_1', object: 'payment_method', customer: 'cus_00001' }
      const [obs = 0] = await drawObservations(database)
      const seen = sightingOf(payment, { since: shop.now, sec: shop.now }, obs)
      const writing = {
        source: 'reply' as const,
        sightings: [seen],
        mirrors: choose(),
        wantsParent: () => false,
      }
      return (tx: Queryable) => write(tx, getMirroredKind('payment_method'), key, writing)
    }
    const deleteCustomer = () => {
      shop.now += 5
      shop.remove('customer', 'cus_00001')
      shop.put({ id: 'pm_1', object: 'payment_method', customer: null })
    }

    it('are looked at again when a page saw them before their customer was deleted', async () => {
      customers(3)
      const world = await open()
      const { database, jobs, key } = world
      await backfill(['customer'])
      const writePage = await pageBefore(world)
      deleteCustomer()
      await world.deliver(shop.events[0] ?? assert.fail('no event'))
      await world.settled()

      assert.equal(await database.transaction(writePage), 1)
      await jobs.send(database, { kind: rereadJob, data: key })
      await world.settled()
      assert.equal((await body('payment_method', 'pm_1'))?.['customer'], null)
    })

    const alone = kind.name === 'PGlite' && 'the embedded store has one transaction at a time'
    it('wait for a deletion that is being written', { skip: alone }, async () => {
      customers(3)
      const world = await open()
      const { database, key } = world
      await backfill(['customer'])
      const writePage = await pageBefore(world)
      deleteCustomer()
      const [obs = 0] = await drawObservations(database)
      const gone = { id: 'cus_00001', object: 'customer', deleted: true }
      const tombstone = sightingOf(gone, { since: shop.now, sec: shop.now }, obs)
      const written = Promise.withResolvers<void>()
      const mayEnd = Promise.withResolvers<void>()
      const deletion = database.transaction(async (tx) => {
        const writing = {
          source: 'event' as const,
          sightings: [tombstone],
          mirrors: choose(),
          wantsParent: () => false,
        }
        assert.equal(await write(tx, getMirroredKind('customer'), key, writing), 0)
        written.resolve()
        await mayEnd.promise
      })
      await written.promise
      const page = database.transaction(writePage)
      await someoneWaits(database)
      mayEnd.resolve()

      await deletion
      assert.equal(await page, 1)
    })

    it('are none of a customer that was deleted meanwhile', async () => {
      customers(3)
      shop.put({ id: 'pm_1', object: 'payment_method', customer: 'cus_00002' })
      shop.fault = ({ pathname }) =>
        pathname.includes('cus_00001/')
          ? { kind: 'status', status: 404, code: 'resource_missing', param: 'customer' }
          : undefined
      await open()
      await backfill(['payment_method'])
      const done = await run()
      assert.deepEqual([done?.state, done?.objects], ['done', 1])
    })
  })
}
