import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const usd = { amount: 2000, currency: 'usd' } as const

describe('a top-up', () => {
  it('adds to the balance once the bank has let it go', async (t) => {
    const { stripe, advance, eventTypes, close } = await startPlatform()
    t.after(close)

    const topup = await stripe.topups.create({ ...usd, statement_descriptor: 'Top-up' })
    assert.deepEqual([topup.status, topup.initiated_by], ['pending', 'user'])
    assert.equal(topup.source?.ach_debit?.last4, '6789')
    advance(5)

    const done = await stripe.topups.retrieve(topup.id, { expand: ['balance_transaction'] })
    assert.equal(done.status, 'succeeded')
    const moved = done.balance_transaction
    assert.ok(typeof moved === 'object' && moved !== null)
    assert.deepEqual([moved.type, moved.net, moved.fee], ['topup', 2000, 0])
    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, 2000)
    assert.deepEqual(eventTypes(), ['topup.created', 'topup.succeeded'])
  })

  it('fails when the bank says no', async (t) => {
    const { stripe, advance, eventTypes, close } = await startPlatform()
    t.after(close)

    const source = 'btok_us_verified_noAccount'
    const topup = await stripe.topups.create({ ...usd, source })
    advance(5)

    const failed = await stripe.topups.retrieve(topup.id)
    assert.deepEqual([failed.status, failed.failure_code], ['failed', 'no_account'])
    assert.equal(failed.failure_message, 'The bank account could not be located.')
    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, 0)
    assert.equal(eventTypes().at(-1), 'topup.failed')
  })

  it('can be canceled while it is pending, and only then', async (t) => {
    const { stripe, advance, eventTypes, close } = await startPlatform()
    t.after(close)
    const topup = await stripe.topups.create(usd)

    assert.equal((await stripe.topups.cancel(topup.id)).status, 'canceled')
    assert.equal(eventTypes().at(-1), 'topup.canceled')
    advance(5)
    assert.equal((await stripe.topups.retrieve(topup.id)).status, 'canceled')
    await assert.rejects(stripe.topups.cancel(topup.id), { code: 'status_transition_invalid' })
    const done = await stripe.topups.create(usd)
    advance(5)
    await assert.rejects(stripe.topups.cancel(done.id), { code: 'status_transition_invalid' })
  })

  it('changes its words without news, and is listed by status', async (t) => {
    const { stripe, advance, eventTypes, close } = await startPlatform()
    t.after(close)
    const topup = await stripe.topups.create(usd)
    const changed = await stripe.topups.update(topup.id, { description: 'For payouts' })

    assert.equal(changed.description, 'For payouts')
    assert.deepEqual(eventTypes(), ['topup.created'])
    advance(5)
    const { data } = await stripe.topups.list({ status: 'succeeded', amount: { gte: 2000 } })
    assert.deepEqual(
      data.map(({ id }) => id),
      [topup.id],
    )
  })

  it('is refused from a card, in another currency, or of nothing', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    await assert.rejects(stripe.topups.create({ ...usd, source: 'tok_visa' }), { param: 'source' })
    await assert.rejects(stripe.topups.create({ ...usd, currency: 'eur' }), { param: 'currency' })
    await assert.rejects(stripe.topups.create({ ...usd, amount: 0 }), { param: 'amount' })
  })
})
