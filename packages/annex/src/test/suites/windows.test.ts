/** Long lists, read in several places at once: every object once, whatever becomes of one of the places. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemTimers, type Timers } from '../../core/timers.js'
import { listBackfills } from '../../extension/store/backfills.js'
import type { Fault, Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import type { SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

const COUNT = 240
const PAGE = 4

const NO_SUCH_CURSOR: Fault = {
  kind: 'status',
  ...{ status: 400, code: 'resource_missing', param: 'starting_after' },
}

/** Waits between tries are over soon. */
const hasty: Timers = {
  ...systemTimers,
  sleep: (ms, signal) => systemTimers.sleep(ms / 1000, signal),
}

for (const kind of await storeKinds()) {
  describe(`long lists over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const options = { pageLimit: PAGE, timeoutMs: 60_000, outside: { timers: hasty } }
    const { open, backfill, progress } = syncSuiteOver(kind, given, options)
    const pagesOf = async () => {
      const runs = await listBackfills(world.database, world.key)
      return runs.find((run) => run.kind === 'customer')?.pages ?? 0
    }
    /**
     * Until the list is divided each page comes when those before it are kept. That is at the fifth, or
     * soon after: a server may show a commit before its writer has heard of it.
     */
    const slowly = () => {
      let [answered, isDivided] = [0, false]
      const isEarly = async () => !isDivided && (await pagesOf()) < answered
      shop.gate = async ({ pathname, searchParams }) => {
        if (pathname !== '/v1/customers') return
        isDivided ||= searchParams.has('created[lt]')
        while (await isEarly()) await systemTimers.sleep(5)
        answered++
      }
    }
    const customers = () => {
      for (let n = 0; n < COUNT; n++) {
        const id = `cus_${String(n).padStart(5, '0')}`
        // Three a second, and a long rest after every fifty.
        const created = shop.now - Math.floor(n / 3) - Math.floor(n / 50) * 1000
        shop.put({ id, object: 'customer', created })
      }
    }
    const arrived = async () => {
      const page = await world.sync.listObjects(world.key, 'customer', { limit: 1000 })
      return page.data.map(({ id }) => id).sort()
    }
    const expected = () =>
      shop
        .all('customer')
        .map(({ id }) => id)
        .sort()
    const inWindows = () => shop.requests.filter((path) => path.includes('created%5Blt%5D'))

    it('bring every object once, from several places at a time', async () => {
      customers()
      await open()
      slowly()
      await backfill(['customer'])
      assert.deepEqual(await arrived(), expected())
      const run = await progress('customers')
      assert.deepEqual([run?.state, run?.read], ['done', COUNT])
      assert.equal(run?.reached, shop.get('customer', 'cus_00239')?.created)
      assert.ok(inWindows().length > 5, shop.requests.join('\n'))
      assert.equal(new Set(shop.requests).size, shop.requests.length)
    })

    it('go on in each place where it was', async () => {
      customers()
      await open()
      slowly()
      let asked = 0
      shop.fault = ({ searchParams }) =>
        searchParams.has('created[lt]') && ++asked > 12
          ? { kind: 'status', status: 400 }
          : undefined
      await backfill(['customer'])
      const paused = await progress('customers')
      assert.equal(paused?.state, 'paused')
      const read = paused?.read ?? 0
      assert.ok(read > 12 * PAGE && read < COUNT, `${read}`)

      shop.fault = undefined
      await world.sync.syncNow(world.key)
      await world.settled()
      assert.deepEqual(await arrived(), expected())
      // None of what was kept is read again.
      assert.equal((await progress('customers'))?.read, COUNT)
    })

    it('go on beside a cursor that vanished in one place (B5)', async () => {
      customers()
      await open()
      let gone = ''
      slowly()
      shop.fault = ({ searchParams }) => {
        const after = searchParams.get('starting_after')
        if (gone !== '' || !after || !searchParams.has('created[lt]')) return undefined
        gone = after
        shop.remove('customer', after)
        return NO_SUCH_CURSOR
      }
      await backfill(['customer'])
      assert.equal((await progress('customers'))?.state, 'done')
      assert.notEqual(gone, '')
      const ids = new Set(await arrived())
      for (const id of expected()) assert.ok(ids.has(id), id)
    })

    it('pause when one place does not advance (B6)', async () => {
      customers()
      await open()
      slowly()
      shop.fault = ({ searchParams }) =>
        searchParams.has('created[lt]') ? { kind: 'same_page' } : undefined
      await backfill(['customer'])
      const run = await progress('customers')
      assert.equal(run?.state, 'paused')
      assert.match(run?.reason ?? '', /does not advance/)
    })

    it('are not looked for in a small account: one request a kind', async () => {
      shop.put({ id: 'cus_1', object: 'customer' })
      shop.put({ id: 'ch_1', object: 'charge' })
      await open()
      slowly()
      await backfill(['customer', 'charge', 'refund', 'product', 'price'])
      const lists = shop.requests.filter((path) => !path.startsWith('/v1/events'))
      assert.equal(new Set(lists).size, lists.length)
      const named = lists.map((path) => path.split(/[/?]/)[2] ?? '').sort()
      const eventless = named.filter((name) => name !== 'balance_transactions')
      assert.deepEqual(eventless, ['charges', 'customers', 'prices', 'products', 'refunds'])
    })
  })
}
