import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform, type TestPlatform } from '../../../testing.js'

async function disputed({ stripe, advance }: TestPlatform, card = 'pm_card_createDispute') {
  await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', payment_method: card, confirm: true },
  })
  advance(5)
  const { data } = await stripe.disputes.list()
  const dispute = data[0]
  assert.ok(dispute, 'a dispute was opened')
  return dispute
}

async function total(stripe: Stripe): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve()
  return (available[0]?.amount ?? 0) + (pending[0]?.amount ?? 0)
}

describe('a card whose issuer suspects fraud', () => {
  it('brings a warning, and no dispute', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const paid = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true },
      payment_method: 'pm_card_createIssuerFraudRecord',
    })
    advance(5)

    const { data } = await stripe.radar.earlyFraudWarnings.list()

    assert.deepEqual([data.length, data[0]?.charge], [1, paid.latest_charge])
    assert.ok(eventTypes().includes('radar.early_fraud_warning.created'))
    assert.equal((await stripe.disputes.list()).data.length, 0)
  })
})

describe('a payment that is disputed', () => {
  it('loses its money and a fee', async (t) => {
    const world = await startPlatform()
    t.after(world.close)

    const dispute = await disputed(world)

    assert.deepEqual([dispute.status, dispute.reason], ['needs_response', 'fraudulent'])
    assert.equal(dispute.balance_transactions[0]?.net, -3500)
    assert.equal(await total(world.stripe), 1912 - 3500)
    assert.deepEqual(world.eventTypes().slice(3), [
      'charge.updated',
      'charge.dispute.created',
      'charge.updated',
      'charge.dispute.funds_withdrawn',
    ])
    const [charge] = (await world.stripe.charges.list()).data
    assert.equal(charge?.disputed, true)
    await assert.rejects(world.stripe.refunds.create({ charge: charge?.id ?? '' }), {
      code: 'charge_disputed',
    })
  })

  it('is won with winning evidence, and the money comes back', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id } = await disputed(world)

    const answered = await world.stripe.disputes.update(id, {
      evidence: { uncategorized_text: 'winning_evidence' },
    })
    assert.equal(answered.status, 'under_review')
    assert.equal(answered.evidence_details.submission_count, 1)
    world.advance(10)

    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'won')
    assert.deepEqual(world.eventTypes().slice(-3), [
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ])
    assert.equal(await total(world.stripe), 1912 - 1500)
  })

  it('is lost with other evidence, and by giving up', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id } = await disputed(world)
    await world.stripe.disputes.update(id, { evidence: { uncategorized_text: 'losing_evidence' } })
    world.advance(10)
    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'lost')
    await assert.rejects(world.stripe.disputes.close(id), { code: 'status_transition_invalid' })
    await assert.rejects(world.stripe.disputes.update(id, { submit: true }), {
      code: 'status_transition_invalid',
    })

    const other = await disputed(world, 'pm_card_createDisputeProductNotReceived')
    assert.equal((await world.stripe.disputes.close(other.id)).status, 'lost')
    assert.equal(world.eventTypes().at(-1), 'charge.dispute.closed')
  })

  it('keeps a draft of the evidence until it is handed in', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id } = await disputed(world)

    const draft = await world.stripe.disputes.update(id, {
      ...{ evidence: { uncategorized_text: 'winning_evidence' }, submit: false },
    })
    world.advance(10)
    assert.equal(draft.status, 'needs_response')
    await world.stripe.disputes.update(id, { submit: true })
    world.advance(10)

    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'won')
  })

  it('moves no money while it is an inquiry', async (t) => {
    const world = await startPlatform()
    t.after(world.close)

    const inquiry = await disputed(world, 'pm_card_createDisputeInquiry')

    assert.deepEqual(
      [inquiry.status, inquiry.is_charge_refundable, inquiry.balance_transactions],
      ['warning_needs_response', true, []],
    )
    assert.ok(!world.eventTypes().includes('charge.dispute.funds_withdrawn'))
    assert.equal(await total(world.stripe), 1912)
    assert.equal((await world.stripe.disputes.close(inquiry.id)).status, 'warning_closed')
  })

  it('can be disputed more than once by the card made for it', async (t) => {
    const world = await startPlatform()
    t.after(world.close)

    await disputed(world, 'pm_card_createMultipleDisputes')

    assert.equal((await world.stripe.disputes.list()).data.length, 2)
  })
})
