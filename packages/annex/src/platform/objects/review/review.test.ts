import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform, type TestPlatform } from '../../../testing.js'

async function reviewed({ stripe }: TestPlatform) {
  const intent = await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', confirm: true },
    payment_method: 'pm_card_riskLevelElevated',
  })
  const [review] = (await stripe.reviews.list()).data
  assert.ok(review)
  return { review, intent }
}

describe('a payment with an elevated risk', () => {
  it('is put before a person, who approves it', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { review, intent } = await reviewed(world)

    assert.deepEqual([review.open, review.reason, review.payment_intent], [true, 'rule', intent.id])
    const [charge] = (await world.stripe.charges.list()).data
    assert.equal(intent.review, review.id)
    assert.deepEqual([charge?.review, charge?.outcome?.type], [review.id, 'manual_review'])
    assert.ok(world.eventTypes().includes('review.opened'))

    const approved = await world.stripe.reviews.approve(review.id)

    assert.deepEqual([approved.open, approved.closed_reason], [false, 'approved'])
    assert.equal(world.eventTypes().at(-1), 'review.closed')
    await assert.rejects(world.stripe.reviews.approve(review.id), {
      code: 'status_transition_invalid',
    })
  })

  for (const [reason, closed_reason] of [
    ['fraudulent', 'refunded_as_fraud'],
    ['requested_by_customer', 'refunded'],
  ] as const) {
    it(`needs nobody when it was ${closed_reason}`, async (t) => {
      const world = await startPlatform()
      t.after(world.close)
      const { review, intent } = await reviewed(world)
      await world.stripe.refunds.create({ payment_intent: intent.id, reason })
      assert.equal((await world.stripe.reviews.retrieve(review.id)).closed_reason, closed_reason)
    })
  }

  it('is no review of an ordinary payment', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    await world.stripe.charges.create({ amount: 2000, currency: 'usd', source: 'tok_visa' })
    assert.deepEqual((await world.stripe.reviews.list()).data, [])
    await assert.rejects(world.stripe.reviews.approve('prv_nothing'), { statusCode: 404 })
  })
})

describe('an early fraud warning', () => {
  it('asks for nothing once the payment was refunded', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const intent = await world.stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true },
      payment_method: 'pm_card_createIssuerFraudRecord',
    })
    world.advance(5)
    const [warning] = (await world.stripe.radar.earlyFraudWarnings.list()).data
    assert.equal(warning?.actionable, true)
    await world.stripe.refunds.create({ payment_intent: intent.id })
    const after = await world.stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '')
    assert.equal(after.actionable, false)
    assert.equal(world.eventTypes().at(-1), 'radar.early_fraud_warning.updated')
  })
})
