import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { storeKinds, type TestStore } from '../../test/suites/stores.js'
import type { Database } from '../store/database.js'
import { volumeByDay } from './volume.js'

const owner = { account: 'acct_1', livemode: false, generation: 1 }
/** 2026-11-24 12:00 UTC */
const now = 1_795_521_600
const DAY = 86_400

for (const kind of await storeKinds()) {
  describe(`gross volume by day over ${kind.name}`, () => {
    let store: TestStore
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())
    beforeEach(() =>
      store.database.exec('truncate stripe.balance_transactions, stripe.accounts cascade'),
    )

    it('counts what was charged on each day, and only of this account and mode', async () => {
      await keep(store.database, [
        transaction('txn_1', now - DAY, 1000, 'charge'),
        transaction('txn_2', now - DAY + 60, 500, 'charge'),
        transaction('txn_3', now, 900, 'charge'),
        transaction('txn_4', now, -200, 'refund'),
        transaction('txn_5', now - 31 * DAY, 700, 'charge'),
        { ...transaction('txn_6', now, 9999, 'charge'), account: 'acct_2' },
        { ...transaction('txn_7', now, 9999, 'charge'), livemode: true },
        // What an earlier connection left is being purged and counts no more.
        { ...transaction('txn_8', now, 9999, 'charge'), generation: 0 },
      ])

      const volume = await volumeByDay(store.database, owner, { now, length: 30 })

      assert.equal(volume?.days.length, 30)
      assert.deepEqual(volume?.days.slice(-2), [
        { day: '2026-11-23', gross: 1500, refunded: 0, payments: 2 },
        { day: '2026-11-24', gross: 900, refunded: 200, payments: 1 },
      ])
      assert.equal(volume?.gross, 2400)
      assert.equal(volume?.grossBefore, 700)
    })

    it('puts a payment on the day of the account, not of the server', async () => {
      await keep(store.database, [transaction('txn_1', now - 12 * 3600 + 60, 1000, 'charge')])
      await store.database.query(
        `insert into stripe.accounts (account, livemode, id, generation, sec, obs, body)
         values ('acct_1', false, 'acct_1', 1, 0, 1, $1)`,
        [{ settings: { dashboard: { timezone: 'America/New_York' } } }],
      )

      const volume = await volumeByDay(store.database, owner, { now, length: 2 })

      assert.deepEqual(
        volume?.days.map(({ day, gross }) => [day, gross]),
        [
          ['2026-11-23', 1000],
          ['2026-11-24', 0],
        ],
      )
    })

    it('never adds currencies up, and names those it left out', async () => {
      await keep(store.database, [
        transaction('txn_1', now, 1000, 'charge'),
        transaction('txn_2', now, 1000, 'charge'),
        { ...transaction('txn_3', now, 5000, 'charge'), currency: 'eur' },
      ])

      const volume = await volumeByDay(store.database, owner, { now, length: 30 })

      assert.equal(volume?.currency, 'usd')
      assert.equal(volume?.gross, 2000)
      assert.deepEqual(volume?.otherCurrencies, ['eur'])
    })

    it('is undefined while nothing has moved', async () => {
      assert.equal(await volumeByDay(store.database, owner, { now, length: 30 }), undefined)
    })
  })
}

function transaction(id: string, created: number, amount: number, category: string) {
  return { ...owner, id, created, amount, category, currency: 'usd' }
}

async function keep(database: Database, rows: ReturnType<typeof transaction>[]): Promise<void> {
  for (const row of rows) {
    const { account, livemode, generation, id, created, amount, category, currency } = row
    await database.query(
      `insert into stripe.balance_transactions
         (account, livemode, id, generation, created, sec, obs, body)
       values ($1, $2, $3, $6, $4, $4, 1, $5)`,
      [
        account,
        livemode,
        id,
        created,
        { amount, currency, reporting_category: category },
        generation,
      ],
    )
  }
}
