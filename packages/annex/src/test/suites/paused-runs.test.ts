/** Backfills that had to pause: those that go on by themselves, and those that wait for a person. */
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { systemTimers, type Timers } from '../../core/timers.js'
import { createBoss } from '../../extension/jobs/boss.js'
import { insertRereads } from '../../extension/store/rereads.js'
import { probeAccess } from '../../extension/stripe/read.js'
import { catchUpJob, rereadJob } from '../../extension/sync/jobs.js'
import { rereadAll } from '../../extension/sync/reread.js'
import { pauseAbandoned } from '../../extension/sync/run.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

/** Waits between tries are over at once; but a loop that only waits must let others go on. */
const hasty: Timers = { ...systemTimers, sleep: () => setImmediate() }

for (const kind of await storeKinds()) {
  describe(`a paused run over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given, { outside: { timers: hasty } })
    beforeEach(() => suite.open())

    const begin = () => suite.backfill(['customer'])
    const catchUp = async () => {
      await world.jobs.send(world.database, { kind: catchUpJob, data: world.key })
      await world.settled()
    }
    const run = () => suite.progress('customers')
    const refuse = (status: number) => {
      shop.fault = ({ pathname }) =>
        pathname === '/v1/customers' ? { kind: 'status', status } : undefined
    }

    it('goes on once Stripe answers again (R2, B3)', async () => {
      for (let n = 0; n < 150; n++) shop.put({ id: `cus_${n}`, object: 'customer' })
      refuse(503)
      await begin()
      assert.equal((await run())?.state, 'paused')

      shop.fault = undefined
      await catchUp()

      assert.deepEqual([(await run())?.state, (await run())?.objects], ['done', 150])
    })

    it('takes a refusal of our own key for no word about the account (B9, C6)', async () => {
      shop.put({ id: 'cus_1', object: 'customer' })
      shop.fault = () => ({ kind: 'status', status: 401 })
      await begin()
      assert.match((await run())?.reason ?? '', /STRIPE_SECRET_KEY/)
      const connection = { id: 'conn', kind: 'connect' as const, ...world.key }
      assert.equal(await probeAccess(connection, world.parts.stripe), 'unclear')
      assert.deepEqual(world.heard.refused, [])

      shop.fault = undefined
      await catchUp()
      assert.deepEqual([(await run())?.state, (await run())?.objects], ['done', 1])
    })

    it('keeps asking for an object while our own key is refused (R2)', async () => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'seen' })
      shop.fault = () => ({ kind: 'status', status: 401 })
      const { database, jobs, key } = world
      await insertRereads(database, key, [{ kind: 'customer', object: 'cus_1', obs: 0 }])
      const lease = { signal: AbortSignal.timeout(60_000), attempt: 1 }
      const held = { ...lease, hold: async () => undefined, advance: async () => undefined }
      await assert.rejects(rereadAll(key, held, world.parts, new Map()), /could not be read/)

      shop.fault = undefined
      await jobs.send(database, { kind: rereadJob, data: key })
      await world.settled()
      assert.equal((await world.sync.getObject(key, 'customer', 'cus_1'))?.id, 'cus_1')
    })

    it('reads no object again within a quarter of a second, by whichever job (O9)', async () => {
      const waits: number[] = []
      let nowMs = 5000
      const counted: Timers = {
        ...systemTimers,
        elapsedMs: () => nowMs,
        sleep: async (ms) => void waits.push(ms),
      }
      await world.jobs.stop(0)
      shop.put({ id: 'cus_1', object: 'customer' })
      const { database, key } = world
      const parts = { ...world.parts, outside: { ...world.parts.outside, timers: counted } }
      const signal = new AbortController().signal
      const held = {
        signal,
        attempt: 1,
        hold: async () => undefined,
        advance: async () => undefined,
      }
      const lastReads = new Map<string, number>()
      const reread = async () => {
        await insertRereads(database, key, [{ kind: 'customer', object: 'cus_1', obs: 0 }])
        await rereadAll(key, held, parts, lastReads)
      }
      await reread()
      assert.deepEqual(waits, [])
      nowMs += 100
      await reread()
      assert.deepEqual(waits, [150])
      nowMs += 251
      await reread()
      assert.deepEqual([waits, lastReads.size], [[150], 1])
    })

    /** What the queue's supervisor does with a job that was silent at its last try. */
    const dieSilently = async () => {
      const { database, jobs } = world
      await jobs.stop(0)
      await database.query(
        `update pgboss.job
            set state = 'active', retry_count = retry_limit, started_on = now() - interval '1 hour',
                heartbeat_on = now() - interval '1 hour'
          where name = 'backfill' and data->>'account' = $1`,
        [world.key.account],
      )
      const supervisor = createBoss(database, world.parts.log, false)
      await supervisor.start()
      const silent = `select 1 from pgboss.job where name = 'backfill' and state = 'active' and data->>'account' = $1`
      // The one that was stopped may have looked a moment ago; then nobody looks so soon again.
      while ((await database.query(silent, [world.key.account])).length > 0) {
        await database.query(`update pgboss.queue set monitor_on = null, maintain_on = null`)
        await supervisor.supervise('backfill')
      }
      await supervisor.stop({ graceful: false, close: false })
    }

    it('is what remains of a last try that ended with its process (J4)', async () => {
      const { database, sync, key, jobs } = world
      await jobs.stop(0)
      await database.transaction((tx) => sync.startBackfill(tx, key, { kinds: ['customer'] }))
      await pauseAbandoned(world.parts)
      assert.equal((await run())?.state, 'waiting')

      await dieSilently()
      await pauseAbandoned(world.parts)

      assert.equal((await run())?.state, 'paused')
      assert.match((await run())?.reason ?? '', /ended with its process.*Sync now/)
      // Sync now sends a job of its own, beside which the dead letter says nothing any more.
      await sync.syncNow(key)
      await pauseAbandoned(world.parts)
      assert.equal((await run())?.state, 'waiting')
    })

    it('waits for a person where nothing passes by itself', async () => {
      refuse(403)
      await begin()
      shop.fault = undefined
      shop.requests = []
      await catchUp()

      assert.equal((await run())?.state, 'paused')
      const asked = shop.requests.filter((path) => path.startsWith('/v1/customers'))
      assert.deepEqual(asked, [])
    })
  })
}
