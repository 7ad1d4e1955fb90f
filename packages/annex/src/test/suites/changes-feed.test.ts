/** Reading changes at one's own pace: nothing missed, whatever commits when, over each store. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CursorRefused } from '../../extension/store/changes.js'
import { readGauges } from '../../extension/store/gauges.js'
import { deleteOutlived } from '../../extension/store/keeping.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

const DAY = 24 * 3600

for (const kind of await storeKinds()) {
  describe(`the feed of changes over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given, { work: false })
    const change = async (...ids: string[]) => {
      for (const id of ids) {
        shop.now += 1
        shop.put({ id, object: 'customer', name: `at ${shop.now}` }, 'customer.updated')
        await world.deliver(shop.events[0] ?? assert.fail('no event'))
      }
    }
    /** Names are the store's, so each test has its own. */
    const named = (name: string) => `${name} of ${world.key.account}`
    const read = async (name: string, request: { after?: string; limit?: number } = {}) => {
      const page = await world.sync.readChanges({ consumer: named(name), ...request })
      const own = page.changes.filter(({ account }) => account === world.key.account)
      return { ...page, own: own.map(({ event }) => String(event['id'])) }
    }
    const newest = (count: number) =>
      shop.events
        .slice(0, count)
        .map(({ id }) => id)
        .toReversed()

    it('begins with the first reading, and goes on where each consumer is', async () => {
      await suite.open()
      await change('cus_1')
      assert.deepEqual((await read('search')).own, [])
      await change('cus_1', 'cus_2', 'cus_1')

      const first = await read('search', { limit: 2 })
      assert.deepEqual(first.own, newest(3).slice(0, 2))
      assert.deepEqual(
        (await read('search', { limit: 2 })).own,
        first.own,
        'nobody had dealt with it',
      )
      const rest = await read('search', { after: first.cursor })
      assert.deepEqual(rest.own, newest(1))
      const end = await read('search', { after: rest.cursor })
      assert.deepEqual([end.own, end.cursor], [[], rest.cursor])

      assert.deepEqual((await read('mail')).own, [])
      await change('cus_3')
      assert.deepEqual((await read('mail')).own, newest(1))
      assert.deepEqual((await read('search')).own, newest(1))
      assert.deepEqual((await read('search', { after: first.cursor })).own, newest(2))
    })

    const alone = kind.name === 'PGlite' && 'the embedded store has one transaction at a time'
    it('misses nothing that commits after what came later', { skip: alone }, async () => {
      await suite.open()
      await read('slow')
      const { database, key } = world
      await change('cus_1')
      // Kept first, committed last: as a webhook's transaction that takes its time.
      const begun = Promise.withResolvers<void>()
      const mayEnd = Promise.withResolvers<void>()
      const late = database.transaction(async (tx) => {
        await tx.query(
          `insert into annex.inbox
             (account, livemode, event, generation, type, created, obs, received_at, body_hash, body, state)
           values ($1, false, 'evt_late', $2, 'customer.updated', 1, 0, 1, '', '{"id": "evt_late"}', 'processed')`,
          [key.account, key.generation],
        )
        await tx.query(
          `insert into annex.changes (account, livemode, event, generation) values ($1, false, 'evt_late', $2)`,
          [key.account, key.generation],
        )
        begun.resolve()
        await mayEnd.promise
      })
      await begun.promise
      const { own, cursor } = await read('slow')
      assert.deepEqual(own, newest(1))
      mayEnd.resolve()
      await late

      assert.deepEqual((await read('slow', { after: cursor })).own, ['evt_late'])
    })

    it('shows nothing of a connection that has ended (R5)', async () => {
      await suite.open()
      await read('any')
      await change('cus_1')
      const sql = `update annex.connections set state = 'purging', credentials = null where account = $1`
      await world.database.query(sql, [world.key.account])

      assert.deepEqual((await read('any')).own, [])
    })

    it('drops what all have dealt with, and says so to one that comes back too late', async () => {
      await suite.open()
      const begin = await read('quick')
      await read('slow')
      await change('cus_1', 'cus_2')
      const { cursor } = await read('quick')
      await read('quick', { after: cursor })
      const count = async () => {
        const sql = 'select 1 from annex.changes where account = $1'
        return (await world.database.query(sql, [world.key.account])).length
      }
      await forgetOthers()
      await deleteOutlived(world.database, shop.now)
      assert.equal(await count(), 2, 'the slow one has them before it')

      await read('slow', { after: cursor })
      await deleteOutlived(world.database, shop.now)
      assert.equal(await count(), 0)
      await assert.rejects(read('quick', { after: begin.cursor }), (error) => {
        assert.ok(error instanceof CursorRefused)
        assert.match(error.message, /no longer kept.*forget/)
        return true
      })
    })

    it('tells a consumer that slept for longer than events are kept', async () => {
      await suite.open()
      await read('asleep')
      await change('cus_1')
      await forgetOthers()
      const now = world.parts.outside.clock.now()
      await deleteOutlived(world.database, now + 36 * DAY)

      await assert.rejects(read('asleep'), CursorRefused)
      assert.equal(await world.sync.forgetConsumer(named('asleep')), true)
      assert.equal(await world.sync.forgetConsumer(named('asleep')), false)
      assert.deepEqual((await read('asleep')).own, [])
      await change('cus_2')
      assert.deepEqual((await read('asleep')).own, newest(1))
    })

    it('has a figure for what a consumer that stopped has not read', async () => {
      await suite.open()
      const { cursor } = await read('stopped')
      const unread = async () => {
        const about = { now: shop.now, bounds: [300], perSecond: 20, version: 'any' }
        const { consumers } = await readGauges(world.database, about)
        return consumers.find(({ name }) => name === named('stopped'))?.unread ?? 0
      }
      const before = await unread()
      await change('cus_1', 'cus_2')
      assert.equal(await unread(), before + 2, 'before anybody has numbered them')

      await read('stopped', { after: cursor })
      assert.equal(await unread(), before + 2)
      const page = await read('stopped', { limit: 1000 })
      await read('stopped', { after: page.cursor })
      assert.equal(await unread(), 0)
    })

    it('refuses cursors and limits that are none', async () => {
      await suite.open()
      await assert.rejects(read('any', { after: 'evt_1' }), CursorRefused)
      await assert.rejects(read('any', { after: '999999999999' }), CursorRefused)
      for (const limit of [0, 1001, 1.5]) await assert.rejects(read('any', { limit }), RangeError)
      await assert.rejects(world.sync.readChanges({ consumer: '' }), RangeError)
    })

    /** Consumers of the tests before hold nothing back here. */
    const forgetOthers = () =>
      world.database.query(`delete from annex.consumers where name not like $1`, [
        `% of ${world.key.account}`,
      ])
  })
}
