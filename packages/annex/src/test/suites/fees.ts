/** Application fees: kept once, whatever order word of them comes in. */
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { sumFeesByAccount } from '../../extension/store/application-fees.js'
import { freshBilling } from '../worlds/billing-room.js'
import { NOW } from '../worlds/billing.js'
import type { StoreKind } from './stores.js'

export function feesSuite(kind: StoreKind): void {
  describe(`application fees in ${kind.name}`, () => {
    const room = freshBilling(kind)
    beforeEach(() => room.database.exec('delete from annex.application_fees'))

    const fee = (id: string, more: object = {}) => ({
      ...{ id, object: 'application_fee', account: 'acct_harbour', amount: 500, created: NOW },
      ...{ amount_refunded: 0, currency: 'usd', ...more },
    })
    const hear = (type: string, object: Record<string, unknown>) =>
      room.database.transaction((tx) => room.world.room.hear(tx, { type, livemode: false, object }))

    it('counts a fee once, and what was given back however it is told', async () => {
      await hear('application_fee.refunded', fee('fee_1', { amount_refunded: 200 }))
      await hear('application_fee.created', fee('fee_1'))
      await hear('application_fee.refunded', fee('fee_1', { amount_refunded: 100 }))
      await hear('application_fee.created', fee('fee_1'))
      const { by_month } = await room.world.room.fees(0)
      assert.deepEqual(by_month, [
        { month: '2026-11', currency: 'usd', fees: 1, amount: 300, refunded: 200 },
      ])
    })

    it('adds up months and accounts, and no currencies', async () => {
      await hear('application_fee.created', fee('fee_1'))
      await hear('application_fee.created', fee('fee_2', { created: NOW - 40 * 24 * 3600 }))
      await hear('application_fee.created', fee('fee_3', { currency: 'jpy', amount: 90 }))
      await hear('application_fee.created', fee('fee_4', { account: { id: 'acct_northwind' } }))
      const { by_month, by_account } = await room.world.room.fees(0)
      assert.deepEqual(
        by_month.map(({ month, currency, amount }) => [month, currency, amount]),
        [
          ['2026-11', 'usd', 1000],
          ['2026-11', 'jpy', 90],
          ['2026-10', 'usd', 500],
        ],
      )
      assert.deepEqual(
        by_account.map(({ account, currency, amount }) => [account, currency, amount]),
        [
          ['acct_harbour', 'usd', 1000],
          ['acct_northwind', 'usd', 500],
          ['acct_harbour', 'jpy', 90],
        ],
      )
    })

    it('leaves the other mode, and what is no fee, alone', async () => {
      await room.database.transaction((tx) =>
        room.world.room.hear(tx, {
          ...{ type: 'application_fee.created', livemode: true, object: fee('fee_live') },
        }),
      )
      await hear('application_fee.created', { id: 'fee_strange' })
      const span = { livemode: true, from: 0 }
      assert.deepEqual(await sumFeesByAccount(room.database, span), [])
      assert.deepEqual((await room.world.room.fees(0)).by_account, [])
    })
  })
}
