/** The figures of a store with ten thousand accounts, over each store. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { createJobs } from '../../extension/jobs/jobs.js'
import { readGauges } from '../../extension/store/gauges.js'
import { storeKinds, type TestStore } from './stores.js'

const NOW = 1_795_000_000

for (const kind of await storeKinds()) {
  describe(`figures over ${kind.name}`, () => {
    let store: TestStore
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())

    it('count ten thousand accounts without naming one', async () => {
      const { database } = store
      const jobs = createJobs({
        database,
        outside: outsideWith(),
        log: createLog('silent', 'test'),
      })
      await jobs.start({ work: false })
      await database.exec(`
        insert into annex.connections
          (id, tenant, account, livemode, kind, scope, state, generation, credentials, connected_at, events_cursor)
        select 'conn_' || n, 'tenant', 'acct_' || n, false, 'connect', 'read_only',
               case when n <= 100 then 'paused' else 'active' end, 1, 'sealed', ${NOW} - 90000,
               case when n % 1000 = 0 then null else ${NOW} - n end
          from generate_series(1, 10000) as n;
        insert into annex.backfills (account, livemode, kind, generation, from_obs, api_version, state)
        select 'acct_' || n, false, kind, 1, 1,
               case when n % 5000 = 0 then '2024-04-10' else '2026-10-28.endive' end,
               case when n % 2000 = 0 and kind = 'charge' then 'running' else 'done' end
          from generate_series(1, 10000) as n,
               unnest(array['customer', 'charge', 'refund', 'price', 'product']) as kind;
        insert into annex.rereads (account, livemode, generation, kind, object, obs, attempts)
        select 'acct_' || n, false, 1, 'charge', 'ch_' || n, n, n % 2 from generate_series(1, 300) as n;
        insert into annex.budgets (account, livemode, tokens, at_ms)
        select 'acct_' || n, false, -100000, (extract(epoch from now()) * 1000)::bigint from generate_series(1, 7) as n`)

      const bounds = [300, 1800, 86_400]
      const gauges = await readGauges(database, {
        now: NOW,
        bounds,
        perSecond: 20,
        version: '2026-10-28.endive',
      })

      assert.deepEqual(gauges.connections, [
        { state: 'active', count: 9900 },
        { state: 'paused', count: 100 },
      ])
      assert.deepEqual(gauges.runs, [
        { state: 'done', count: 49_995 },
        { state: 'running', count: 5 },
      ])
      assert.equal(gauges.outdated, 10)
      // Those without a cursor count from when they connected; a bound holds what lies on it.
      assert.deepEqual(gauges.lag, { counts: [200, 1499, 8191, 10], largest: 90_000 })
      assert.deepEqual(gauges.accounts, { reading: 5, withoutBudget: 7, lastEventAt: null })
      assert.deepEqual(gauges.rereads, { waiting: 150, failing: 150 })
      await jobs.stop()
    })
  })
}
