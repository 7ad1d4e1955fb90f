import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const usd = { amount: 2000, currency: 'usd', confirm: true } as const

describe('a confirmation token', () => {
  it('confirms a payment with all that its payer filled in, once', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const shipping = { name: 'Jenny Rosen', address: { line1: '1 Main Street', country: 'US' } }
    const token = await stripe.testHelpers.confirmationTokens.create({
      ...{ payment_method: 'pm_card_visa', return_url: 'https://shop.test/back', shipping },
    })
    assert.match(token.id, /^ctoken_/)
    assert.equal(token.payment_method_preview?.card?.last4, '4242')

    const paid = await stripe.paymentIntents.create({ ...usd, confirmation_token: token.id })

    assert.equal(paid.status, 'succeeded')
    assert.equal(paid.shipping?.name, 'Jenny Rosen')
    const method = await stripe.paymentMethods.retrieve(idOf(paid.payment_method ?? ''))
    assert.equal(method.card?.last4, '4242')
    const used = await stripe.confirmationTokens.retrieve(token.id)
    assert.equal(used.payment_intent, paid.id)
    await assert.rejects(stripe.paymentIntents.create({ ...usd, confirmation_token: token.id }), {
      code: 'token_already_used',
      param: 'confirmation_token',
    })
  })

  it('sends the payer of a 3-D Secure card to where the token says', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const token = await stripe.testHelpers.confirmationTokens.create({
      ...{ payment_method: 'pm_card_authenticationRequired', return_url: 'https://shop.test/back' },
    })
    const intent = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd' })
    const asked = await stripe.paymentIntents.confirm(intent.id, { confirmation_token: token.id })
    assert.equal(asked.next_action?.redirect_to_url?.return_url, 'https://shop.test/back')
  })

  it('sets up a method', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
    })
    const done = await stripe.setupIntents.create({ confirm: true, confirmation_token: token.id })
    assert.equal(done.status, 'succeeded')
    const used = await stripe.confirmationTokens.retrieve(token.id)
    assert.equal(used.setup_intent, done.id)
  })

  it('is refused when it is too old, empty, unknown, or early', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    const old = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
    })
    advance(12 * 3600)
    const pay = (confirmation_token: string) =>
      stripe.paymentIntents.create({ ...usd, confirmation_token })
    await assert.rejects(pay(old.id), { param: 'confirmation_token', message: /expired/ })
    await assert.rejects(pay('ctoken_nothing'), { code: 'resource_missing' })
    await assert.rejects(stripe.testHelpers.confirmationTokens.create(), {
      code: 'parameter_missing',
    })
    const early = { ...usd, confirm: false, confirmation_token: old.id }
    await assert.rejects(stripe.paymentIntents.create(early), { param: 'confirmation_token' })
  })
})
