import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { issuing } from '../../../test/worlds/issuing.js'

async function disputed(t: TestContext, explanation?: string) {
  const world = await issuing(t)
  const { card, helpers, stripe } = world
  const transaction = await helpers.transactions.createForceCapture({ card: card.id, amount: 900 })
  const dispute = await stripe.issuing.disputes.create({
    transaction: transaction.id,
    evidence: { reason: 'fraudulent', fraudulent: explanation ? { explanation } : {} },
  })
  return { ...world, transaction, dispute, disputes: stripe.issuing.disputes }
}

describe('a dispute of an issued card', () => {
  for (const [explanation, status, last] of [
    ['winning_evidence', 'won', 'issuing_dispute.funds_reinstated'],
    ['losing_evidence', 'lost', 'issuing_dispute.closed'],
  ] as const) {
    it(`is ${status} with ${explanation}`, async (t) => {
      const { disputes, dispute, transaction, stripe, advance, eventTypes } = await disputed(
        t,
        explanation,
      )
      assert.deepEqual(
        [dispute.status, dispute.amount, dispute.currency],
        ['unsubmitted', 900, 'usd'],
      )
      const about = await stripe.issuing.transactions.retrieve(transaction.id)
      assert.equal(about.dispute, dispute.id)

      assert.equal((await disputes.submit(dispute.id)).status, 'submitted')
      assert.equal(eventTypes().at(-1), 'issuing_dispute.submitted')
      advance(2)

      assert.equal((await disputes.retrieve(dispute.id)).status, status)
      assert.equal(eventTypes().at(-1), last)
      assert.ok(eventTypes().includes('issuing_dispute.closed'))
      await assert.rejects(disputes.submit(dispute.id), /status of/)
    })
  }

  it('needs an explanation, and changes no more once it is submitted', async (t) => {
    const { disputes, dispute, advance, eventTypes } = await disputed(t)
    const missing = { param: 'evidence[fraudulent][explanation]' }
    await assert.rejects(disputes.submit(dispute.id), missing)
    const evidence = { fraudulent: { explanation: 'It was not me.' } }
    const told = await disputes.update(dispute.id, { evidence })
    assert.equal(told.evidence.reason, 'fraudulent')
    assert.equal(eventTypes().at(-1), 'issuing_dispute.updated')

    await disputes.submit(dispute.id)
    advance(60)
    assert.equal((await disputes.retrieve(dispute.id)).status, 'submitted')
    await assert.rejects(disputes.update(dispute.id, { evidence }), /status of submitted/)
    await disputes.update(dispute.id, { metadata: { case: '7' } })
  })

  it('is about one capture, once, and expires when nobody submits it', async (t) => {
    const { disputes, dispute, transaction, card, helpers, advance } = await disputed(t)
    const again = disputes.create({ transaction: transaction.id })
    await assert.rejects(again, { param: 'transaction' })
    await assert.rejects(disputes.create(), { code: 'parameter_missing', param: 'transaction' })
    const asked = { card: card.id, amount: 100 }
    const back = await helpers.transactions.createUnlinkedRefund(asked)
    await assert.rejects(disputes.create({ transaction: back.id }), { param: 'transaction' })
    const other = await helpers.transactions.createForceCapture(asked)
    const above = disputes.create({ transaction: other.id, amount: 101 })
    await assert.rejects(above, { param: 'amount' })
    const nothing = disputes.create({ transaction: other.id, amount: -1 })
    await assert.rejects(nothing, { code: 'parameter_invalid_integer', param: 'amount' })

    advance(110 * 24 * 3600)
    assert.equal((await disputes.retrieve(dispute.id)).status, 'expired')
  })
})
