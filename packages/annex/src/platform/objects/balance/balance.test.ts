import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const DAY = 86_400
const paying = { currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const

describe('the balance', () => {
  it('is nothing in the own currency to begin with', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const { available, pending, livemode } = await stripe.balance.retrieve()

    const nothing = [{ amount: 0, currency: 'usd', source_types: { card: 0 } }]
    assert.deepEqual([available, pending, livemode], [nothing, nothing, false])
  })

  it('becomes available two business days later, at midnight', async (t) => {
    // It is Wednesday, 04:26:40 UTC.
    const { stripe, eventTypes, advance, now, close } = await startPlatform()
    t.after(close)
    await stripe.paymentIntents.create({ ...paying, amount: 2000 })
    await stripe.paymentIntents.create({ ...paying, amount: 1000 })
    const midnight = 2 * DAY - (now() % DAY)

    advance(midnight - 1)
    const before = await stripe.balance.retrieve()
    assert.deepEqual([before.available[0]?.amount, before.pending[0]?.amount], [0, 1912 + 941])
    assert.ok(!eventTypes().includes('balance.available'))
    advance(1)

    const after = await stripe.balance.retrieve()
    assert.deepEqual([after.available[0]?.amount, after.pending[0]?.amount], [2853, 0])
    assert.equal(eventTypes().filter((type) => type === 'balance.available').length, 1)
    const { data } = await stripe.balanceTransactions.list()
    assert.deepEqual([...new Set(data.map((moved) => moved.status))], ['available'])
  })

  it('keeps currencies apart', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    await stripe.paymentIntents.create({ ...paying, amount: 2000 })
    await stripe.paymentIntents.create({ ...paying, amount: 1000, currency: 'eur' })
    advance(5)

    const { pending } = await stripe.balance.retrieve()

    const shown = pending.map(({ amount, currency }) => [currency, amount])
    assert.deepEqual(shown, [
      ['usd', 1912],
      ['eur', 941],
    ])
  })

  it('has money at once from the card that is made for it', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    await stripe.paymentIntents.create({
      ...{ ...paying, amount: 2000, payment_method: 'pm_card_bypassPending' },
    })
    advance(5)

    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, 1912)
  })

  it('pays the fees the account has been given', async (t) => {
    const { stripe, account, advance, close } = await startPlatform()
    t.after(close)
    await stripe.accounts.update(account.account.id, { metadata: { annex_fees: '1% + 10' } })
    await stripe.paymentIntents.create({ ...paying, amount: 2000 })
    advance(5)

    const { data } = await stripe.balanceTransactions.list({ limit: 1 })

    assert.equal(data[0]?.fee, 30)
    assert.deepEqual(data[0]?.fee_details, [
      {
        ...{ amount: 30, application: null, currency: 'usd' },
        ...{ description: 'Stripe processing fees', type: 'stripe_fee' },
      },
    ])
  })
})
