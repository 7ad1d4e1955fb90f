import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform, type TestPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const usd = { amount: 2000, currency: 'usd', confirm: true } as const

describe('a card that asks for 3-D Secure', () => {
  it('sends the payer to a page when there is somewhere to return to', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const asked = await stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_authenticationRequired' },
      return_url: 'https://shop.test/back',
    })

    assert.equal(asked.status, 'requires_action')
    assert.equal(asked.next_action?.type, 'redirect_to_url')
    assert.equal(asked.next_action?.redirect_to_url?.return_url, 'https://shop.test/back')
    assert.match(asked.next_action?.redirect_to_url?.url ?? '', new RegExp(asked.id))
    assert.equal(asked.latest_charge, null)
    assert.deepEqual(eventTypes(), ['payment_intent.created', 'payment_intent.requires_action'])
  })

  it('leaves it to Stripe.js otherwise', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const asked = await stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_threeDSecure2Required' },
    })

    assert.equal(asked.next_action?.type, 'use_stripe_sdk')
  })

  it('is declined when nobody is there to be asked', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const paying = stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_authenticationRequired', off_session: true },
    })

    await assert.rejects(paying, { code: 'authentication_required', statusCode: 402 })
    assert.equal(eventTypes().at(-1), 'payment_intent.payment_failed')
  })

  it('is declined when the shop would rather have an error', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const paying = stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_authenticationRequired' },
      error_on_requires_action: true,
    })

    await assert.rejects(paying, { code: 'authentication_required' })
  })

  it('pays off-session once it was saved, where the card is made for that', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()
    const card = await stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', {
      customer: customer.id,
    })

    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, customer: customer.id, payment_method: card.id, off_session: true },
    })

    assert.equal(paid.status, 'succeeded')
  })

  it('asks on request only, when 3-D Secure is optional for it', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const paying = { ...usd, payment_method: 'pm_card_threeDSecureOptional' }

    const plain = await stripe.paymentIntents.create(paying)
    const asked = await stripe.paymentIntents.create({
      ...paying,
      payment_method_options: { card: { request_three_d_secure: 'any' } },
    })

    assert.equal(plain.status, 'succeeded')
    assert.equal(asked.status, 'requires_action')
  })
})

describe('the page a payer passes 3-D Secure on', () => {
  it('takes the payment and sends the payer back', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { intent, url } = await asked(world, 'pm_card_authenticationRequired')

    const page = await world.platform.fetch(url)
    assert.equal(page.status, 200)
    assert.match(await page.text(), /\$20\.00/)
    const answer = await decide(world, url, 'passed')

    assert.equal(answer.status, 303)
    const back = new URL(answer.headers.get('location') ?? '')
    assert.equal(back.origin, 'https://shop.test')
    assert.equal(back.searchParams.get('payment_intent'), intent.id)
    assert.equal(back.searchParams.get('payment_intent_client_secret'), intent.client_secret)
    assert.equal(back.searchParams.get('redirect_status'), 'succeeded')
    const paid = await world.stripe.paymentIntents.retrieve(intent.id)
    assert.equal(paid.status, 'succeeded')
    assert.equal(paid.next_action, null)
    assert.ok(paid.latest_charge)
    const charge = await world.stripe.charges.retrieve(idOf(paid.latest_charge))
    assert.equal(charge.payment_method_details?.card?.three_d_secure?.result, 'authenticated')
  })

  it('fails the try when the payer fails, without a charge', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { intent, url } = await asked(world, 'pm_card_authenticationRequired')

    const answer = await decide(world, url, 'failed')

    assert.match(answer.headers.get('location') ?? '', /redirect_status=failed/)
    const failed = await world.stripe.paymentIntents.retrieve(intent.id)
    assert.equal(failed.status, 'requires_payment_method')
    assert.equal(failed.last_payment_error?.code, 'payment_intent_authentication_failure')
    assert.equal(failed.latest_charge, null)
    assert.equal(world.eventTypes().at(-1), 'payment_intent.payment_failed')
  })

  it('still has the bank decline a card that is empty', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { intent, url } = await asked(
      world,
      'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    )

    await decide(world, url, 'passed')

    const failed = await world.stripe.paymentIntents.retrieve(intent.id)
    assert.equal(failed.last_payment_error?.decline_code, 'insufficient_funds')
  })

  it('gives the last word to a shop that confirms by hand', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { intent, url } = await asked(world, 'pm_card_authenticationRequired', 'manual')

    await decide(world, url, 'passed')

    const waiting = await world.stripe.paymentIntents.retrieve(intent.id)
    assert.equal(waiting.status, 'requires_confirmation')
  })

  it('knows nobody without the client secret, and decides once', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { url } = await asked(world, 'pm_card_authenticationRequired')
    const stranger = new URL(url)
    stranger.searchParams.set('client_secret', 'pi_x_secret_y')

    assert.equal((await world.platform.fetch(stranger)).status, 404)
    assert.equal((await decide(world, stranger.href, 'passed')).status, 404)
    assert.equal((await decide(world, url, 'passed')).status, 303)
    assert.equal((await decide(world, url, 'failed')).status, 409)
  })
})

async function asked(
  { stripe }: TestPlatform,
  payment_method: string,
  confirmation_method: Stripe.PaymentIntentCreateParams.ConfirmationMethod = 'automatic',
) {
  const intent = await stripe.paymentIntents.create({
    ...{ ...usd, payment_method, confirmation_method, return_url: 'https://shop.test/back' },
  })
  return { intent, url: intent.next_action?.redirect_to_url?.url ?? '' }
}

function decide({ platform }: TestPlatform, url: string, decision: string): Promise<Response> {
  const body = new URLSearchParams({ decision })
  return platform.fetch(new Request(url, { method: 'POST', body, redirect: 'manual' }))
}
