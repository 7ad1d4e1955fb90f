/** A newer version of the API: everything that was read at the older one is read again, over each store (O6). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemTimers } from '../../core/timers.js'
import { listBackfills } from '../../extension/store/backfills.js'
import { listTimeline } from '../../extension/store/timeline.js'
import { refreshOutdated } from '../../extension/sync/outdated.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

const OURS = '2026-10-28.endive'
const OLDER = '2024-04-10'

for (const kind of await storeKinds()) {
  describe(`another version of the API over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given)

    const query = (sql: string) => world.database.query(sql, [world.key.account])
    /** As if an older release had read all of it. */
    const grownOld = async () => {
      await query(`update annex.backfills set api_version = '${OLDER}' where account = $1`)
      for (const table of ['customers', 'payment_methods']) {
        await query(`update stripe.${table} set body = body - 'newer' where account = $1`)
      }
    }
    const versions = async () =>
      new Set((await listBackfills(world.database, world.key)).map((run) => versionOf(run)))
    const begin = async () => {
      for (let n = 0; n < 120; n++) shop.put({ id: `cus_${n}`, object: 'customer', newer: n })
      shop.put({ id: 'pm_guest', object: 'payment_method', customer: null, newer: 1 })
      shop.put({ id: 'ch_1', object: 'charge', payment_method: 'pm_guest' })
      await suite.open()
      await suite.backfill()
    }
    const equals = async () => {
      for (const object of [...shop.all('customer'), ...shop.all('payment_method')]) {
        assert.deepEqual(await suite.body(object.object, object.id), object)
      }
    }
    const told = async () =>
      (await listTimeline(world.database, world.key, 50)).filter(
        ({ what }) => what === 'version_changed',
      )

    it('makes every history begin anew, once, and is told', async () => {
      await begin()
      await refreshOutdated(world.parts)
      assert.deepEqual(await told(), [], 'all of it was read at ours')
      await grownOld()
      assert.equal((await suite.body('customer', 'cus_7'))?.['newer'], undefined)

      await refreshOutdated(world.parts)
      await world.settled()

      await equals()
      assert.deepEqual(await versions(), new Set([OURS]))
      assert.equal((await suite.progress('customers'))?.state, 'done')
      await refreshOutdated(world.parts)
      assert.deepEqual(
        (await told()).map(({ details }) => details),
        [{ version: OURS }],
      )
    })

    it('takes a run from whoever reads on at the older one', async ({ signal }) => {
      for (let n = 0; n < 350; n++) shop.put({ id: `cus_${n}`, object: 'customer', newer: n })
      await suite.open()
      // Its second page never comes.
      shop.fault = ({ searchParams }) =>
        searchParams.has('starting_after') ? { kind: 'hang' } : undefined
      const { database, sync, key } = world
      await database.transaction((tx) => sync.startBackfill(tx, key, { kinds: ['customer'] }))
      while ((await suite.progress('customers'))?.read !== 100) {
        signal.throwIfAborted()
        await systemTimers.sleep(20)
      }
      await grownOld()

      shop.fault = undefined
      await refreshOutdated(world.parts)
      const [after] = await listBackfills(database, key)
      assert.deepEqual([after?.windows, after?.objects], [[], 0])
      await world.settled()
      await equals()
    })

    it('leaves alone what a newer release has read', async () => {
      await begin()
      await query(`update annex.backfills set api_version = '2027-01-27.fennel' where account = $1`)
      await refreshOutdated(world.parts)

      assert.deepEqual(await told(), [])
      assert.equal((await suite.progress('customers'))?.state, 'done')
    })

    it('begins no more while enough is under way', async () => {
      await begin()
      await grownOld()
      await world.jobs.stop()
      await world.database.exec(`
        insert into annex.backfills (account, livemode, kind, generation, state)
        select 'acct_busy_' || n, false, 'charge', 1, 'waiting' from generate_series(1, 200) as n`)
      await refreshOutdated(world.parts)
      const begun = await told()
      await world.database.exec(`delete from annex.backfills where account like 'acct_busy_%'`)

      assert.deepEqual(begun, [])
      await refreshOutdated(world.parts)
      assert.equal((await told()).length, 1)
    })
  })
}

function versionOf(run: object): unknown {
  return 'api_version' in run ? run.api_version : undefined
}
