/** The daily sample: drift is found, told and repaired, and what is merely on its way is not called drift. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { heldClock } from '../../core/clock.js'
import { findSpotCheck } from '../../extension/store/spot-checks.js'
import { listTimeline } from '../../extension/store/timeline.js'
import { auditDue } from '../../extension/sync/audit.js'
import type { Shop } from '../worlds/shop.js'
import { syncSuiteOver } from '../worlds/sync-suite.js'
import { signed, type SyncWorld } from '../worlds/sync.js'
import { storeKinds } from './stores.js'

const DAY = 24 * 3600
const NOW = 1_795_000_000

for (const kind of await storeKinds()) {
  describe(`the daily sample over ${kind.name}`, () => {
    let shop: Shop
    let world: SyncWorld
    const given = { shop: (it: Shop) => (shop = it), world: (it: SyncWorld) => (world = it) }
    const suite = syncSuiteOver(kind, given)

    /** An account whose history is whole: few enough customers that a sample has them all. */
    const begin = async (kinds?: readonly string[]) => {
      const clock = heldClock(NOW)
      for (let n = 0; n < 5; n++) {
        shop.put({ id: `cus_${n}`, object: 'customer', name: `Customer ${n}`, created: NOW - 100 })
      }
      shop.put({ id: 'pm_1', object: 'payment_method', customer: 'cus_0', card: { brand: 'visa' } })
      await suite.open({ outside: { clock }, ...(kinds && { kinds }) })
      await suite.backfill()
      // The others of this store have had theirs.
      for (const table of ['annex.connections', 'annex.spot_checks']) {
        await world.database.query(`delete from ${table} where account <> $1`, [world.key.account])
      }
      shop.requests = []
      return clock
    }
    /** A first look, and the second once its time has come. */
    const look = async () => {
      await auditDue(world.parts)
      await world.settled()
    }
    const lookAgain = async () => {
      const sql = `update pgboss.job set start_after = now() where name = 'confirm_drift' and data->>'account' = $1`
      await world.database.query(sql, [world.key.account])
      await world.settled()
    }
    const check = () => findSpotCheck(world.database, world.key)
    const drift = async () =>
      (await listTimeline(world.database, world.key, 50))
        .filter(({ what }) => what === 'drift_found')
        .map(({ details }) => details)
    /** What no event ever says. */
    const corrupt = async (table: string, id: string, change: object) => {
      const sql = `update stripe.${table} set body = body || $3::jsonb where account = $1 and id = $2`
      await world.database.query(sql, [world.key.account, id, JSON.stringify(change)])
    }

    it('finds nothing where all is well, with a call or two a kind', async () => {
      await begin()
      await look()

      const { compared, drifted, at } = (await check()) ?? assert.fail('not looked')
      assert.deepEqual([compared, drifted, at], [7, 0, NOW])
      assert.deepEqual(await drift(), [])
      assert.deepEqual(
        shop.requests.toSorted().map((path) => path.replace(/&.*/, '')),
        ['/v1/account', '/v1/customers?limit=10', '/v1/payment_methods/pm_1'],
      )
    })

    it('asks no list for a time that Stripe would not let it be asked for', async () => {
      shop.put({ id: 'plink_1', object: 'payment_link' })
      await begin(['payment_link'])
      await look()

      const asked = shop.requests.toSorted()
      assert.deepEqual(asked, ['/v1/account', '/v1/payment_links/plink_1'])
    })

    it('tells of a row that differs, and reads it again', async () => {
      await begin()
      await corrupt('customers', 'cus_2', { name: 'wrong' })
      await corrupt('payment_methods', 'pm_1', { card: { brand: 'amex' } })
      await look()
      assert.deepEqual(await drift(), [], 'it might still be on its way')
      await lookAgain()

      assert.deepEqual(await drift(), [
        { kind: 'payment_method', object: 'pm_1', fields: 'card' },
        { kind: 'customer', object: 'cus_2', fields: 'name' },
      ])
      assert.equal((await check())?.drifted, 2)
      assert.equal((await suite.body('customer', 'cus_2'))?.['name'], 'Customer 2')
      assert.deepEqual(
        await suite.body('payment_method', 'pm_1'),
        shop.get('payment_method', 'pm_1'),
      )
    })

    it('finds what the mirror never had, and what is gone unheard', async () => {
      await begin()
      shop.put({ id: 'cus_unheard', object: 'customer', created: NOW - 100 })
      shop.remove('customer', 'cus_3')
      shop.events = []
      await look()
      await lookAgain()

      const found = (await drift()).map(({ object }) => object)
      assert.deepEqual(new Set(found), new Set(['cus_3', 'cus_unheard']))
      assert.equal((await suite.body('customer', 'cus_unheard'))?.['id'], 'cus_unheard')
      const row = await world.sync.getObject(world.key, 'customer', 'cus_3')
      assert.equal(row?.deleted, true)
    })

    it('calls nothing drift that an event brings, or that changed again', async () => {
      await begin()
      shop.now += 5
      shop.put({ id: 'cus_1', object: 'customer', name: 'late' }, 'customer.updated')
      shop.put({ id: 'cus_2', object: 'customer', name: 'once' })
      await look()
      const event = { account: world.key.account, ...shop.events[0] }
      assert.equal((await world.sync.receive(signed(event, undefined, NOW))).status, 200)
      shop.put({ id: 'cus_2', object: 'customer', name: 'twice' })
      await lookAgain()

      assert.deepEqual(await drift(), [])
      assert.equal((await check())?.drifted, 0)
    })

    it('comes by once a day, and only where the history is whole', async () => {
      const clock = await begin()
      const sql = `update annex.backfills set state = 'running' where account = $1 and kind = 'charge'`
      await world.database.query(sql, [world.key.account])
      await auditDue(world.parts)
      assert.equal(await check(), undefined)
      await world.database.query(sql.replace('running', 'done'), [world.key.account])
      await look()
      assert.equal((await check())?.at, NOW)

      clock.moveTo(NOW + DAY - 1)
      await look()
      assert.equal((await check())?.at, NOW)
      clock.moveTo(NOW + DAY)
      await look()
      assert.equal((await check())?.at, NOW + DAY)
    })

    it('takes a share of all accounts at a time, those longest ago first', async () => {
      await begin()
      await world.database.exec(`
        insert into annex.connections
          (id, tenant, account, livemode, kind, scope, state, generation, credentials, connected_at)
        select 'conn_many_' || n, 'tenant', 'acct_many_' || n, false, 'connect', 'read_only', 'active',
               900000 + n, 'sealed', 1 from generate_series(1, 300) as n;
        insert into annex.backfills (account, livemode, kind, generation, state)
        select 'acct_many_' || n, false, 'charge', 900000 + n, 'done' from generate_series(1, 300) as n`)
      await world.jobs.stop()
      await auditDue(world.parts)
      const taken = await world.database.query<{ account: string }>(
        `select account from annex.spot_checks order by account`,
      )
      // 301 accounts in 144 rounds.
      assert.equal(taken.length, 3)
      await auditDue(world.parts)
      const more = await world.database.query<{ account: string }>(
        `select account from annex.spot_checks order by account`,
      )
      assert.equal(more.length, 6)
      await world.database.exec(`
        delete from annex.connections where account like 'acct_many_%';
        delete from annex.spot_checks where account like 'acct_many_%';
        delete from annex.backfills where account like 'acct_many_%';
        delete from pgboss.job where data->>'account' like 'acct_many_%'`)
    })
  })
}
