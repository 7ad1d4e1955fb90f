import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform, type TestPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const DAY = 86_400

async function asked({ stripe, advance }: TestPlatform, card = 'pm_card_createDisputeInquiry') {
  await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', payment_method: card, confirm: true },
  })
  advance(5)
  const dispute = (await stripe.disputes.list()).data[0]
  assert.ok(dispute)
  return dispute
}

describe('an inquiry', () => {
  it('becomes a chargeback with the evidence made for that', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, eventTypes, advance } = world
    const { id } = await asked(world)

    const answered = await stripe.disputes.update(id, {
      evidence: { uncategorized_text: 'escalate_inquiry_evidence' },
    })
    assert.equal(answered.status, 'warning_under_review')
    const before = eventTypes().length
    advance(5)

    const escalated = await stripe.disputes.retrieve(id)
    assert.deepEqual(
      [escalated.status, escalated.is_charge_refundable, escalated.balance_transactions[0]?.net],
      ['needs_response', false, -3500],
    )
    assert.equal(escalated.payment_method_details?.card?.case_type, 'chargeback')
    assert.deepEqual(eventTypes().slice(before), [
      'charge.dispute.updated',
      'charge.dispute.funds_withdrawn',
    ])

    await stripe.disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } })
    advance(5)
    assert.equal((await stripe.disputes.retrieve(id)).status, 'won')
  })

  it('is over when the money is given back', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id, charge } = await asked(world)

    await world.stripe.refunds.create({ charge: idOf(charge), amount: 500 })
    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'warning_needs_response')
    await world.stripe.refunds.create({ charge: idOf(charge) })

    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'warning_closed')
    assert.equal(world.eventTypes().at(-1), 'charge.dispute.closed')
  })

  it('is over when no chargeback follows for a long time', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id } = await asked(world)
    world.advance(119 * DAY)
    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'warning_needs_response')
    world.advance(2 * DAY)
    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'warning_closed')
  })
})

describe('time to answer a dispute', () => {
  it('runs out at the end of its last day', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id, evidence_details } = await asked(world, 'pm_card_createDispute')
    const due = (evidence_details.due_by ?? 0) - world.now()

    world.advance(due - 1)
    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'needs_response')
    world.advance(1)

    const lost = await world.stripe.disputes.retrieve(id)
    assert.deepEqual([lost.status, lost.evidence_details.past_due], ['lost', true])
    assert.equal(world.eventTypes().at(-1), 'charge.dispute.closed')
  })

  it('does not run out for evidence the bank is reading', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id } = await asked(world, 'pm_card_createDispute')
    await world.stripe.disputes.update(id, { evidence: { product_description: 'A chair' } })
    world.advance(30 * DAY)
    const read = await world.stripe.disputes.retrieve(id)
    assert.deepEqual(
      [read.status, read.evidence.product_description, read.evidence_details.past_due],
      ['under_review', 'A chair', false],
    )
    world.advance(31 * DAY)
    assert.equal((await world.stripe.disputes.retrieve(id)).status, 'lost')
  })

  it('keeps evidence field by field, and lets it be emptied', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { id } = await asked(world, 'pm_card_createDispute')
    const draft = { submit: false } as const
    await world.stripe.disputes.update(id, { evidence: { customer_name: 'Jenny' }, ...draft })
    const both = await world.stripe.disputes.update(id, {
      ...{ evidence: { product_description: 'A chair' }, metadata: { case: '7' }, ...draft },
    })
    assert.deepEqual(
      [both.evidence.customer_name, both.evidence.product_description, both.metadata],
      ['Jenny', 'A chair', { case: '7' }],
    )
    assert.equal(both.evidence_details.has_evidence, true)
    const none = await world.stripe.disputes.update(id, {
      ...{ evidence: { customer_name: '', product_description: '' }, ...draft },
    })
    assert.deepEqual(
      [none.evidence.customer_name, none.evidence_details.has_evidence],
      [null, false],
    )
    assert.equal(none.evidence_details.submission_count, 0)
  })
})

describe('a dispute', () => {
  it('is about what was taken', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe } = world
    const held = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true, capture_method: 'manual' },
      payment_method: 'pm_card_createDispute',
    })
    assert.deepEqual((await stripe.disputes.list()).data, [])
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1500 })
    const [dispute] = (await stripe.disputes.list({ payment_intent: held.id })).data
    assert.deepEqual([dispute?.amount, dispute?.balance_transactions[0]?.amount], [1500, -1500])
  })

  it('comes at once, also without an intent', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe } = world
    const charge = await stripe.charges.create({
      ...{ amount: 2000, currency: 'usd', source: 'tok_createDispute' },
    })
    assert.equal(charge.disputed, true)
    const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data
    assert.equal(dispute?.amount, 2000)
  })
})
