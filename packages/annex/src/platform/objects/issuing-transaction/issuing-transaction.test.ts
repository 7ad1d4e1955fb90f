import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { issuing } from '../../../test/worlds/issuing.js'

describe('a transaction of an issued card', () => {
  it('is given back in parts, as transactions of their own', async (t) => {
    const { ask, stripe, helpers, eventTypes } = await issuing(t)
    const { id: authorization } = await ask()
    await helpers.authorizations.capture(authorization)
    const [captured] = (await stripe.issuing.transactions.list()).data
    const id = captured?.id ?? ''

    const part = await helpers.transactions.refund(id, { refund_amount: 400 })
    assert.deepEqual([part.type, part.amount, part.authorization], ['refund', 400, authorization])
    assert.equal(eventTypes().at(-1), 'issuing_transaction.created')
    const above = helpers.transactions.refund(id, { refund_amount: 601 })
    await assert.rejects(above, { param: 'refund_amount' })
    assert.equal((await helpers.transactions.refund(id)).amount, 600)
    await assert.rejects(helpers.transactions.refund(id), { param: 'refund_amount' })
    await assert.rejects(helpers.transactions.refund(part.id), /only captures can be refunded/)
    const { transactions } = await stripe.issuing.authorizations.retrieve(authorization)
    assert.equal(
      transactions.reduce((sum, { amount }) => sum + amount, 0),
      0,
    )
  })

  it('may come without an authorization', async (t) => {
    const { card, helpers, stripe } = await issuing(t)
    const asked = { card: card.id, amount: 700, merchant_data: { name: 'Ferry' } }

    const forced = await helpers.transactions.createForceCapture(asked)
    const back = await helpers.transactions.createUnlinkedRefund(asked)

    assert.deepEqual([forced.type, forced.amount, forced.authorization], ['capture', -700, null])
    assert.deepEqual([back.type, back.amount, back.merchant_data.name], ['refund', 700, 'Ferry'])
    const { data } = await stripe.issuing.transactions.list({ card: card.id })
    assert.equal(data.length, 2)
    const none = helpers.transactions.createForceCapture({ ...asked, card: 'ic_none' })
    await assert.rejects(none, { code: 'resource_missing', param: 'card' })
  })
})
