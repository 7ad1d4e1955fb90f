/** Work that failed for good, replayed once its cause is healed: afterwards the mirror equals, over each store (J4, R2). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { systemRandom } from '../../core/random.js'
import { systemTimers, type Timers } from '../../core/timers.js'
import { deadJobsOf, type DeadJobs } from '../../extension/app/dead-jobs.js'
import { insertRereads } from '../../extension/store/rereads.js'
import { catchUpJob, rereadJob } from '../../extension/sync/jobs.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld, SyncWorldOptions } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

/** Waits between tries are over at once. */
const hasty: Timers = { ...systemTimers, sleep: () => setImmediate() }

const TOO_LONG = `cus_${Buffer.from(systemRandom.bytes(6000)).toString('hex')}`

for (const kind of await storeKinds()) {
  describe(`a dead letter over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    let dead: DeadJobs
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    /** Nobody works in it yet. */
    const suite = syncSuiteOver(kind, given, { work: false, outside: { timers: hasty } })
    const open = async (options: Partial<SyncWorldOptions> = {}) => {
      const { jobs, sync, database } = await suite.open(options)
      dead = deadJobsOf({ jobs, sync, database })
    }
    const startBackfill = () =>
      world.database.transaction((tx) =>
        world.sync.startBackfill(tx, world.key, { kinds: ['customer'] }),
      )
    /** What is sent has failed seven times: the next failure is the last. */
    const exhaust = async (name: string) => {
      const sql = `update pgboss.job set retry_count = retry_limit where name = $1`
      await world.database.query(sql, [name])
    }
    const untilDead = async (name: string, signal: AbortSignal) => {
      for (;;) {
        const letter = (await dead.list()).find((job) => job.kind === name)
        if (letter) return letter
        signal.throwIfAborted()
        await systemTimers.sleep(20)
      }
    }
    const mirrored = (id: string) => suite.body('customer', id)
    const equals = async () => {
      for (const object of shop.all('customer')) {
        assert.deepEqual(await mirrored(object.id), object)
      }
    }
    const runOf = () => suite.progress('customers')

    /** Its second page can't be kept: no index takes so long an id. */
    const poison = () => {
      for (let n = 0; n < 250; n++) {
        const id = `cus_${String(n).padStart(3, '0')}`
        shop.put({ id, object: 'customer', created: shop.now - n, name: `Customer ${n}` })
      }
      shop.put({ id: TOO_LONG, object: 'customer', created: shop.now - 150 })
    }

    it('of a backfill goes on from its page and reaches the end', async ({ signal }) => {
      poison()
      await open()
      await startBackfill()
      await exhaust('backfill')
      await world.jobs.start()
      const letter = await untilDead('backfill', signal)
      assert.equal(letter.account, world.key.account)
      assert.match(letter.reason, /index row (size|requires)/)
      const paused = await runOf()
      assert.deepEqual([paused?.state, paused?.objects], ['paused', 100])

      shop.remove('customer', TOO_LONG)
      shop.requests = []
      assert.deepEqual(await dead.replay([letter.id]), { replayed: 1 })
      await world.settled()

      const done = await runOf()
      assert.deepEqual([done?.state, done?.reason, done?.objects], ['done', null, 250])
      await equals()
      assert.deepEqual(await dead.list(), [])
      const [first] = shop.requests.filter((path) => path.startsWith('/v1/customers?'))
      assert.match(first ?? '', /starting_after=cus_099/)
    })

    it('of a backfill is no failure any more once Sync now reached the end', async ({ signal }) => {
      poison()
      await open()
      await startBackfill()
      await exhaust('backfill')
      await world.jobs.start()
      await untilDead('backfill', signal)
      shop.remove('customer', TOO_LONG)

      await world.sync.syncNow(world.key)
      await world.settled()

      assert.equal((await runOf())?.state, 'done')
      assert.deepEqual(await dead.list(), [])
    })

    it('of re-reads brings what was to be read again', async ({ signal }) => {
      shop.put({ id: 'cus_1', object: 'customer', name: 'seen' })
      shop.fault = () => ({ kind: 'status', status: 500 })
      await open()
      const { database, jobs, key } = world
      await insertRereads(database, key, [{ kind: 'customer', object: 'cus_1', obs: 0 }])
      await jobs.send(database, { kind: rereadJob, data: key })
      await exhaust('reread')
      await jobs.start()
      const letter = await untilDead('reread', signal)
      assert.match(letter.reason, /could not be read again: Stripe answered 500/)

      shop.fault = undefined
      await dead.replay([letter.id])
      await world.settled()

      await equals()
      assert.deepEqual(await dead.list(), [])
    })

    it('of a catch-up finds what was missed meanwhile', async ({ signal }) => {
      shop.fault = ({ pathname }) =>
        pathname === '/v1/events' ? { kind: 'not_a_list' } : undefined
      await open()
      const { database, jobs, key } = world
      await jobs.send(database, { kind: catchUpJob, data: key })
      await exhaust('catch_up')
      await jobs.start()
      const letter = await untilDead('catch_up', signal)
      assert.match(letter.reason, /another shape/)
      shop.put({ id: 'cus_2', object: 'customer', name: 'missed' }, 'customer.created')

      shop.fault = undefined
      await dead.replay([letter.id])
      await world.settled()

      await equals()
    })

    it('of an event is told to the app, with what the event said', async ({ signal }) => {
      let works = false
      const told: string[] = []
      await open({
        onEvent: (event) => {
          if (!works) throw new RangeError('not ready')
          told.push(event.id)
        },
      })
      shop.put({ id: 'cus_3', object: 'customer' }, 'customer.created')
      const [event = assert.fail('no event')] = shop.events
      assert.equal((await world.deliver(event)).status, 200)
      await exhaust('on_event')
      await world.jobs.start()
      const letter = await untilDead('on_event', signal)
      assert.equal(letter.reason, 'RangeError: not ready')

      works = true
      await dead.replay([letter.id])
      await world.settled()

      assert.deepEqual(told, [event.id])
    })

    it('whose work waits again already is not replayed beside it, and gone', async ({ signal }) => {
      shop.fault = () => ({ kind: 'status', status: 500 })
      await open()
      const { database, jobs, key } = world
      await jobs.send(database, { kind: catchUpJob, data: key })
      await exhaust('catch_up')
      await jobs.start()
      const letter = await untilDead('catch_up', signal)
      await jobs.stop()
      await jobs.send(database, { kind: catchUpJob, data: key })

      assert.deepEqual(await dead.replay([letter.id]), { replayed: 1 })

      assert.deepEqual(await dead.list(), [])
      const waiting = await database.query(
        `select 1 from pgboss.job where name = 'catch_up' and state = 'created'`,
      )
      assert.equal(waiting.length, 1)
    })

    it('is replayed once by a button that is pressed twice', async ({ signal }) => {
      poison()
      await open()
      await startBackfill()
      await exhaust('backfill')
      await world.jobs.start()
      await untilDead('backfill', signal)
      shop.remove('customer', TOO_LONG)

      await Promise.all([dead.replayOf(world.key), dead.replayOf(world.key)])
      assert.deepEqual(await dead.replayOf(world.key), { replayed: 0 })
      await world.settled()

      assert.deepEqual(await dead.list(), [])
      assert.equal((await runOf())?.state, 'done')
    })

    it('of an account that has left is gone with it', async ({ signal }) => {
      poison()
      await open()
      await startBackfill()
      await exhaust('backfill')
      await world.jobs.start()
      const letter = await untilDead('backfill', signal)
      const { account } = world.key
      const sql = 'update annex.connections set generation = generation + 1 where account = $1'
      await world.database.query(sql, [account])

      await dead.replay([letter.id])
      await world.settled()

      assert.equal(await mirrored('cus_249'), undefined)
    })
  })
}
