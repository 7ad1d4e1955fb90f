import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform, type TestPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

function held({ stripe }: TestPlatform, growing = true) {
  return stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', confirm: true, capture_method: 'manual' },
    payment_method: 'pm_card_visa',
    ...(growing && {
      payment_method_options: { card: { request_incremental_authorization: 'if_available' } },
    }),
  })
}

describe('holding more on the same card', () => {
  it('raises what can be captured, and announces it', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, eventTypes } = world
    const intent = await held(world)

    const more = await stripe.paymentIntents.incrementAuthorization(intent.id, {
      ...{ amount: 2500, description: 'Minibar' },
    })

    assert.deepEqual(
      [more.amount, more.amount_capturable, more.description, more.status],
      [2500, 2500, 'Minibar', 'requires_capture'],
    )
    const charge = await stripe.charges.retrieve(idOf(more.latest_charge ?? ''))
    assert.deepEqual(
      [charge.amount, charge.payment_method_details?.card?.amount_authorized],
      [2500, 2500],
    )
    assert.equal(eventTypes().at(-1), 'payment_intent.amount_capturable_updated')
    const taken = await stripe.paymentIntents.capture(intent.id)
    assert.equal(taken.amount_received, 2500)
  })

  it('is refused for less, for holds that may not grow, and for what holds nothing', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const raise = (id: string, amount: number) =>
      world.stripe.paymentIntents.incrementAuthorization(id, { amount })
    const intent = await held(world)

    const refusal = { code: 'payment_intent_invalid_parameter', param: 'amount' }
    await assert.rejects(raise(intent.id, 2000), refusal)
    await assert.rejects(raise((await held(world, false)).id, 3000), refusal)
    await world.stripe.paymentIntents.cancel(intent.id)
    await assert.rejects(raise(intent.id, 3000), { code: 'payment_intent_unexpected_state' })
  })
})

describe('a payment that is confirmed by hand', () => {
  it('is paid by the confirmation after 3-D Secure', async (t) => {
    const { platform, stripe, close } = await startPlatform()
    t.after(close)
    const asked = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true, confirmation_method: 'manual' },
      ...{ payment_method: 'pm_card_authenticationRequired', return_url: 'https://shop.test/back' },
    })
    const page = asked.next_action?.redirect_to_url?.url ?? ''
    const body = new URLSearchParams({ decision: 'passed' })
    await platform.fetch(new Request(page, { method: 'POST', body }))
    assert.equal((await stripe.paymentIntents.retrieve(asked.id)).status, 'requires_confirmation')

    const paid = await stripe.paymentIntents.confirm(asked.id)

    assert.equal(paid.status, 'succeeded')
    const charge = await stripe.charges.retrieve(idOf(paid.latest_charge ?? ''))
    assert.equal(charge.payment_method_details?.card?.three_d_secure?.result, 'authenticated')
  })

  it('asks again when it is confirmed with another card', async (t) => {
    const { platform, stripe, close } = await startPlatform()
    t.after(close)
    const asked = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true, confirmation_method: 'manual' },
      ...{ payment_method: 'pm_card_authenticationRequired', return_url: 'https://shop.test/back' },
    })
    const body = new URLSearchParams({ decision: 'passed' })
    const page = asked.next_action?.redirect_to_url?.url ?? ''
    await platform.fetch(new Request(page, { method: 'POST', body }))

    const again = await stripe.paymentIntents.confirm(asked.id, {
      payment_method: 'pm_card_authenticationRequired',
    })

    assert.equal(again.status, 'requires_action')
  })
})

describe('a payment intent', () => {
  it('needs somewhere to come back to from a page', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const paying = stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'eur', confirm: true, allowed_payment_method_types: ['ideal'] },
      payment_method_data: { type: 'ideal' },
    })
    await assert.rejects(paying, { code: 'parameter_missing', param: 'return_url' })
  })

  it('keeps how methods are to be used until it is said again', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd' })
    await stripe.paymentIntents.update(id, {
      payment_method_options: { card: { request_three_d_secure: 'any' } },
    })
    const asked = await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_threeDSecureOptional',
    })
    assert.equal(asked.status, 'requires_action')
    assert.equal(asked.payment_method_options?.card?.request_three_d_secure, 'any')
  })
})
