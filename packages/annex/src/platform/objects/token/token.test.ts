import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const card = { number: '5555555555554444', exp_month: '8', exp_year: '2030', cvc: '314' }

describe('a card token', () => {
  it('stands for the card, once', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const token = await stripe.tokens.create({ card: { ...card, name: 'Ida' } })
    assert.deepEqual([token.type, token.used, token.card?.brand], ['card', false, 'MasterCard'])
    assert.equal(token.card?.name, 'Ida')

    const method = await stripe.paymentMethods.create({ type: 'card', card: { token: token.id } })

    assert.deepEqual([method.card?.brand, method.card?.exp_year], ['mastercard', 2030])
    assert.equal((await stripe.tokens.retrieve(token.id)).used, true)
    const again = stripe.charges.create({ amount: 500, currency: 'usd', source: token.id })
    await assert.rejects(again, { code: 'token_already_used' })
  })

  it('is refused for a card that cannot be one', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    await assert.rejects(stripe.tokens.create({ card: { ...card, cvc: '12' } }), {
      ...{ type: 'StripeCardError', code: 'invalid_cvc', param: 'cvc' },
    })
    await assert.rejects(stripe.tokens.create({ card: { ...card, exp_month: '13' } }), {
      code: 'invalid_expiry_month',
    })
  })
})
