/** What the app is told of events: each at least once, those of one object one after another, over each store. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { systemTimers, type Timers } from '../../core/timers.js'
import { deadJobsOf } from '../../extension/app/dead-jobs.js'
import { notifyWorkers } from '../../extension/store/job-leases.js'
import type { StripeEvent } from '../../extension/sync/event.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

const hasty: Timers = { ...systemTimers, sleep: () => setImmediate() }

for (const kind of await storeKinds()) {
  describe(`telling the app over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given, { work: false })

    /** Changes of some customers, one a second; the shop has the newest first. */
    const change = (ids: readonly string[]) => {
      for (const id of ids) {
        shop.now += 1
        shop.put({ id, object: 'customer', name: `at ${shop.now}` }, 'customer.updated')
      }
    }
    const deliverAll = async () => {
      for (const event of shop.events.toReversed()) await world.deliver(event)
    }
    const idsOf = (customer: string) =>
      shop.events.filter((event) => event.data.object['id'] === customer).map(({ id }) => id)
    /** Its tries are due at once. */
    const hurry = async () => {
      const sql = `update pgboss.job set start_after = now() - interval '1 minute'
                    where name = 'on_event' and state = 'retry' and data->>'account' = $1`
      await world.database.query(sql, [world.key.account])
      await notifyWorkers(world.database, 'on_event')
    }
    const told: string[] = []
    const customerOf = ({ data }: StripeEvent) => String(data.object['id'])

    it('goes object by object in the order of arrival, several objects at once', async () => {
      told.length = 0
      const running = new Set<string>()
      const together = Promise.withResolvers<void>()
      await suite.open({
        async onEvent(event) {
          const customer = customerOf(event)
          assert.equal(running.has(customer), false, 'two events of one object at once')
          running.add(customer)
          // Nobody gets on before two objects are told of at once.
          if (running.size === 2) together.resolve()
          await together.promise
          running.delete(customer)
          told.push(event.id)
        },
      })
      change(['cus_1', 'cus_2', 'cus_1', 'cus_1', 'cus_2', 'cus_1', 'cus_3'])
      await deliverAll()
      await world.jobs.start()
      await world.settled()

      for (const customer of ['cus_1', 'cus_2', 'cus_3']) {
        const heard = told.filter((id) => idsOf(customer).includes(id))
        assert.deepEqual(heard, idsOf(customer).toReversed())
      }
    })

    it('tells what was missed oldest first, however it is listed', async () => {
      told.length = 0
      await suite.open({ onEvent: ({ id }) => void told.push(id), work: true })
      await world.sync.syncNow(world.key)
      await world.settled()
      change(Array.from({ length: 150 }, () => 'cus_1'))

      await world.sync.syncNow(world.key)
      await world.settled()

      assert.deepEqual(told, idsOf('cus_1').toReversed())
    })

    it('holds up what follows while an event is tried again, and nothing else', async ({
      signal,
    }) => {
      told.length = 0
      let works = false
      const failed = Promise.withResolvers<void>()
      await suite.open({
        onEvent(event) {
          if (!works && customerOf(event) === 'cus_1') {
            failed.resolve()
            throw new RangeError('not yet')
          }
          told.push(event.id)
        },
      })
      change(['cus_1', 'cus_1', 'cus_2'])
      await deliverAll()
      await world.jobs.start()
      await failed.promise
      while (told.length === 0) await pause(signal)
      assert.deepEqual(told, idsOf('cus_2'))

      works = true
      while (told.length < 3) {
        await hurry()
        await pause(signal)
      }
      assert.deepEqual(told.slice(1), idsOf('cus_1').toReversed())
    })

    it('gives an event up after eight tries, keeps it for a person, and goes on', async ({
      signal,
    }) => {
      told.length = 0
      let tries = 0
      let works = false
      await suite.open({
        onEvent(event) {
          if (!works && event.id === idsOf('cus_1').at(-1)) {
            tries++
            throw new RangeError('never')
          }
          told.push(event.id)
        },
      })
      const { jobs, sync, database, key } = world
      const dead = deadJobsOf({ jobs, sync, database })
      change(['cus_1', 'cus_1'])
      await deliverAll()
      await jobs.start()
      while (told.length === 0) {
        await hurry()
        await pause(signal)
      }

      const [second, first] = idsOf('cus_1')
      assert.deepEqual([tries, told], [8, [second]])
      const [letter] = await dead.list(key)
      assert.deepEqual([letter?.subject, letter?.reason], [first, 'RangeError: never'])
      works = true
      await dead.replayOf(key)
      await world.settled()
      assert.deepEqual(told, [second, first])
      assert.deepEqual(await dead.list(key), [])
    })

    it('keeps the order when a process is stopped in the middle of one', async () => {
      told.length = 0
      const begun = Promise.withResolvers<void>()
      await suite.open({
        outside: { timers: hasty },
        onEvent: () => {
          begun.resolve()
          return new Promise(() => {})
        },
      })
      change(['cus_1', 'cus_1', 'cus_1'])
      await deliverAll()
      await world.jobs.start()
      await begun.promise
      await world.jobs.stop(0)

      const waiting = await world.database.query<{ event: string }>(
        `select data->>'event' as event from pgboss.job
          where name = 'on_event' and data->>'account' = $1
          order by state desc, created_on, id`,
        [world.key.account],
      )
      assert.deepEqual(
        waiting.map(({ event }) => event),
        idsOf('cus_1').toReversed(),
      )
    })
  })
}

async function pause(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await systemTimers.sleep(20)
}
