import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform, type TestPlatform } from '../../../testing.js'

async function paidBy({ stripe, advance }: TestPlatform, type: 'oxxo' | 'us_bank_account') {
  const intent = await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', confirm: true, allowed_payment_method_types: [type] },
    ...(type === 'oxxo'
      ? { payment_method_data: { type } }
      : { payment_method: 'pm_usBankAccount_success' }),
  })
  advance(15)
  return intent.id
}

async function total({ stripe }: TestPlatform): Promise<number> {
  const { pending } = await stripe.balance.retrieve()
  return pending[0]?.amount ?? 0
}

describe('a refund to somebody without a known account', () => {
  it('waits for its receiver, and can be called off', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const payment_intent = await paidBy(world, 'oxxo')
    const before = await total(world)

    const refund = await world.stripe.refunds.create({
      ...{ payment_intent, amount: 500, instructions_email: 'jenny@example.com' },
    })

    assert.equal(refund.status, 'requires_action')
    assert.match(refund.id, /^pyr_3/)
    const sent = refund.next_action?.display_details?.email_sent
    assert.equal(sent?.email_sent_to, 'jenny@example.com')
    assert.equal(await total(world), before - 500)

    const canceled = await world.stripe.refunds.cancel(refund.id)

    assert.deepEqual([canceled.status, canceled.next_action], ['canceled', undefined])
    assert.equal(await total(world), before)
    const [charge] = (await world.stripe.charges.list()).data
    assert.equal(charge?.amount_refunded, 0)
    assert.deepEqual(world.eventTypes().slice(-3), [
      'refund.updated',
      'charge.refund.updated',
      'charge.updated',
    ])
    await assert.rejects(world.stripe.refunds.cancel(refund.id), {
      code: 'status_transition_invalid',
    })
  })

  it('fails when the receiver says nothing', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const payment_intent = await paidBy(world, 'oxxo')
    const ask = () =>
      world.stripe.refunds.create({
        ...{ payment_intent, amount: 500, instructions_email: 'jenny@example.com' },
      })

    const expired = await world.stripe.testHelpers.refunds.expire((await ask()).id)
    const forgotten = await ask()
    world.advance(46 * 86_400)

    assert.equal(expired.status, 'failed')
    assert.ok(expired.failure_balance_transaction)
    assert.equal((await world.stripe.refunds.retrieve(forgotten.id)).status, 'failed')
    assert.ok(world.eventTypes().includes('refund.failed'))
  })

  it('needs to know whom to ask', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const payment_intent = await paidBy(world, 'oxxo')
    await assert.rejects(world.stripe.refunds.create({ payment_intent }), {
      code: 'parameter_missing',
      param: 'instructions_email',
    })
  })
})

describe('a refund to a bank account', () => {
  it('is pending until the bank has it', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const payment_intent = await paidBy(world, 'us_bank_account')

    const refund = await world.stripe.refunds.create({
      ...{ payment_intent },
      expand: ['balance_transaction'],
    })

    assert.deepEqual([refund.status, refund.pending_reason], ['pending', 'processing'])
    assert.equal(refund.destination_details?.type, 'us_bank_transfer')
    const moved = refund.balance_transaction
    assert.ok(moved !== null && typeof moved === 'object')
    assert.deepEqual([moved.type, moved.amount], ['payment_refund', -2000])
    world.advance(40)
    assert.equal((await world.stripe.refunds.retrieve(refund.id)).status, 'succeeded')
    await assert.rejects(world.stripe.testHelpers.refunds.expire(refund.id), {
      code: 'status_transition_invalid',
    })
  })
})
