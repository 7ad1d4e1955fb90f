import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('creating a payment intent', () => {
  it('has a client secret and offers what the account offers', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const intent = await stripe.paymentIntents.create({ amount: 50, currency: 'usd' })

    assert.match(intent.client_secret ?? '', new RegExp(`^${intent.id}_secret_[0-9A-Za-z]{25}$`))
    assert.deepEqual(intent.payment_method_types, ['card', 'link'])
    assert.deepEqual(intent.automatic_payment_methods, { allow_redirects: 'always', enabled: true })
    assert.equal(intent.status, 'requires_payment_method')
  })

  it('is refused a cent below the smallest amount and above the largest', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const create = (amount: number, currency: string) =>
      stripe.paymentIntents.create({ amount, currency })

    await assert.rejects(create(49, 'usd'), {
      code: 'amount_too_small',
      param: 'amount',
      message: 'Amount must be at least $0.50 usd',
    })
    await assert.rejects(create(29, 'gbp'), { code: 'amount_too_small' })
    await assert.rejects(create(100_000_000, 'usd'), { code: 'amount_too_large', param: 'amount' })
    assert.equal((await create(30, 'gbp')).amount, 30)
    assert.equal((await create(99_999_999, 'usd')).amount, 99_999_999)
  })

  it('is refused for a customer or payment method that is not there', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const usd = { amount: 500, currency: 'usd' }

    await assert.rejects(stripe.paymentIntents.create({ ...usd, customer: 'cus_9' }), {
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
      message: "No such customer: 'cus_9'",
    })
    await assert.rejects(stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_nope' }), {
      code: 'resource_missing',
      param: 'payment_method',
    })
  })

  it('takes words about confirming only when it confirms', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const creating = stripe.paymentIntents.create({
      ...{ amount: 500, currency: 'usd', off_session: true },
    })

    await assert.rejects(creating, { param: 'off_session' })
  })
})

describe('updating a payment intent', () => {
  it('announces nothing, and asks to be confirmed once it has a card', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })

    const updated = await stripe.paymentIntents.update(id, {
      amount: 700,
      payment_method: 'pm_card_visa',
    })

    assert.deepEqual([updated.amount, updated.status], [700, 'requires_confirmation'])
    assert.deepEqual(eventTypes(), ['payment_intent.created'])
  })

  it('changes words at any time, but not the amount of what was paid', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create({
      ...{ amount: 500, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
    })

    const described = await stripe.paymentIntents.update(id, { description: 'Beans' })
    assert.equal(described.description, 'Beans')
    await assert.rejects(stripe.paymentIntents.update(id, { amount: 700 }), {
      code: 'payment_intent_unexpected_state',
      param: 'amount',
    })
  })
})

describe('an amount that is none', () => {
  it('is refused by name, and nothing is made', async (test) => {
    const { stripe, close } = await startPlatform()
    test.after(close)
    for (const amount of [0, -1, -500, 1.5, 1e20, 2 ** 53, Number.NaN, Infinity]) {
      await assert.rejects(
        stripe.paymentIntents.create({ amount, currency: 'usd' }),
        { param: 'amount', statusCode: 400 },
        String(amount),
      )
    }
    assert.deepEqual((await stripe.paymentIntents.list()).data, [])
  })
})
