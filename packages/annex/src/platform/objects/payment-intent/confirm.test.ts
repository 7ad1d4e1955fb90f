import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatform } from '../../../testing.js'
import { DECLINES } from '../card/declines.js'
import { TEST_CARDS } from '../card/test-cards.js'
import { idOf } from '../reference.js'

const usd = { amount: 2000, currency: 'usd' } as const

describe('confirming a payment intent', () => {
  it('charges the card and announces it from the bottom up', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)

    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_visa', metadata: { order: '7' }, confirm: true },
    })

    assert.equal(paid.status, 'succeeded')
    assert.equal(paid.amount_received, 2000)
    assert.equal(paid.capture_method, 'automatic_async')
    const before = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']
    assert.deepEqual(eventTypes(), before)
    assert.ok(paid.latest_charge)
    const charge = await stripe.charges.retrieve(idOf(paid.latest_charge))
    assert.equal(charge.balance_transaction, null)
    assert.deepEqual(charge.metadata, { order: '7' })
    assert.equal(charge.id.slice(3, 20), paid.id.slice(3, 20))

    advance(3)

    assert.deepEqual(eventTypes(), [...before, 'charge.updated'])
    const settled = await stripe.charges.retrieve(charge.id)
    assert.ok(settled.balance_transaction)
    const moved = await stripe.balanceTransactions.retrieve(idOf(settled.balance_transaction))
    assert.deepEqual([moved.fee, moved.net, moved.status], [88, 1912, 'pending'])
    assert.equal(moved.source, charge.id)
    assert.equal(charge.payment_method, paid.payment_method)
  })

  it('settles at once when captured automatically but not asynchronously', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)

    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_visa', capture_method: 'automatic', confirm: true },
    })
    advance(60)

    assert.ok(paid.latest_charge)
    const charge = await stripe.charges.retrieve(idOf(paid.latest_charge))
    assert.notEqual(charge.balance_transaction, null)
    assert.ok(!eventTypes().includes('charge.updated'))
  })

  it('copies metadata to the charge at that moment only', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const intent = await stripe.paymentIntents.create({ ...usd, metadata: { order: '7' } })
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })

    await stripe.paymentIntents.update(intent.id, { metadata: { order: '8' } })

    assert.ok(paid.latest_charge)
    const charge = await stripe.charges.retrieve(idOf(paid.latest_charge))
    assert.deepEqual(charge.metadata, { order: '7' })
  })

  it('shows on the charge what is known of the card and its holder', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const card = { number: '5555555555554444', exp_month: 12, exp_year: 2030, cvc: '123' }
    const method = await stripe.paymentMethods.create({
      ...{ type: 'card', card, billing_details: { name: 'Ida' } },
    })

    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, confirm: true, payment_method: method.id },
    })

    assert.ok(paid.latest_charge)
    const charge = await stripe.charges.retrieve(idOf(paid.latest_charge))
    assert.equal(charge.payment_method_details?.card?.brand, 'mastercard')
    assert.equal(charge.payment_method_details?.card?.checks?.cvc_check, 'pass')
    assert.equal(charge.payment_method_details?.card?.fingerprint, method.card?.fingerprint)
    assert.equal(charge.billing_details.name, 'Ida')
  })

  it('saves the card when the intent is set up for future use', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()

    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, customer: customer.id, payment_method: 'pm_card_visa', confirm: true },
      setup_future_usage: 'off_session',
    })

    assert.equal(eventTypes().at(-1), 'payment_method.attached')
    assert.ok(paid.payment_method)
    const again = await stripe.paymentIntents.create({
      ...{ ...usd, customer: customer.id, payment_method: idOf(paid.payment_method) },
      ...{ off_session: true, confirm: true },
    })
    assert.equal(again.status, 'succeeded')
  })

  it('refuses a card a second time that was used without being saved', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_visa', confirm: true },
    })
    assert.ok(paid.payment_method)
    const method = idOf(paid.payment_method)

    const again = stripe.paymentIntents.create({ ...usd, payment_method: method, confirm: true })

    await assert.rejects(again, {
      type: 'StripeInvalidRequestError',
      param: 'payment_method',
      message: /may not be used again/,
    })
  })

  it("refuses somebody else's card", async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const [ida, ben] = [await stripe.customers.create(), await stripe.customers.create()]
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: ida.id })
    const paying = { ...usd, payment_method: card.id, confirm: true }

    await assert.rejects(stripe.paymentIntents.create({ ...paying, customer: ben.id }), {
      code: 'resource_missing',
      param: 'payment_method',
    })
    await assert.rejects(stripe.paymentIntents.create(paying), /belongs to the Customer/)
  })

  it('needs a payment method', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const intent = await stripe.paymentIntents.create(usd)

    await assert.rejects(stripe.paymentIntents.confirm(intent.id), (error) => {
      assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError)
      assert.equal(error.code, 'payment_intent_unexpected_state')
      assert.match(error.message, /^You cannot confirm this PaymentIntent because it's missing/)
      assert.equal(error.payment_intent?.id, intent.id)
      return true
    })
  })
})

describe('a declined card', () => {
  const declining = TEST_CARDS.flatMap(({ names, declines }) =>
    declines ? [{ name: names[0] ?? '', declines }] : [],
  )

  it('answers 402 in the words of its reason, for every card that declines', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    for (const { name, declines } of declining) {
      const expected = DECLINES[declines]
      const error = await declineOf(stripe, `pm_card_${name}`)

      assert.equal(error.statusCode, 402)
      assert.equal(error.code, expected.code, name)
      assert.equal(error.decline_code, expected.decline_code ?? '')
      assert.equal(error.message, expected.message)
      assert.equal(error.param, expected.param)
    }
  })

  it('leaves the intent waiting for another, with its failed charge and events on record', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const error = await declineOf(stripe, 'pm_card_visa_chargeDeclinedInsufficientFunds')

    const intent = await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '')
    assert.equal(intent.status, 'requires_payment_method')
    assert.equal(intent.payment_method, null)
    assert.equal(intent.last_payment_error?.decline_code, 'insufficient_funds')
    assert.equal(intent.last_payment_error?.payment_method?.card?.last4, '9995')
    assert.equal(intent.last_payment_error?.charge, error.charge)
    assert.deepEqual(error.payment_intent, intent)
    const charge = await stripe.charges.retrieve(error.charge ?? '')
    assert.deepEqual([charge.status, charge.paid, charge.captured], ['failed', false, false])
    assert.equal(charge.failure_code, 'card_declined')
    assert.equal(charge.outcome?.type, 'issuer_declined')
    assert.equal(charge.balance_transaction, null)
    assert.deepEqual(eventTypes(), [
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
  })

  it('can be followed by one that pays', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const error = await declineOf(stripe, 'pm_card_visa_chargeDeclined')

    const paid = await stripe.paymentIntents.confirm(error.payment_intent?.id ?? '', {
      payment_method: 'pm_card_visa',
    })

    assert.equal(paid.status, 'succeeded')
    assert.equal(paid.last_payment_error, null)
    assert.notEqual(paid.latest_charge, error.charge)
    assert.equal(eventTypes().at(-1), 'payment_intent.succeeded')
  })

  it('announces every failed try, also with the same card', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { payment_intent } = await declineOf(stripe, 'pm_card_visa_chargeDeclined')
    const again = { payment_method: 'pm_card_visa_chargeDeclined' }

    await assert.rejects(stripe.paymentIntents.confirm(payment_intent?.id ?? '', again))

    const failures = eventTypes().filter((type) => type === 'payment_intent.payment_failed')
    assert.equal(failures.length, 2)
  })

  it('is blocked before it reaches the bank when Radar finds it too risky', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const error = await declineOf(stripe, 'pm_card_radarBlock')

    const { outcome } = await stripe.charges.retrieve(error.charge ?? '')
    assert.equal(outcome?.type, 'blocked')
    assert.equal(outcome?.network_status, 'not_sent_to_network')
    assert.equal(outcome?.risk_level, 'highest')
  })
})

async function declineOf(stripe: Stripe, method: string) {
  const creating = stripe.paymentIntents.create({ ...usd, payment_method: method, confirm: true })
  const error = await creating.then(
    () => assert.fail(`${method} was not declined`),
    (refused: unknown) => refused,
  )
  assert.ok(error instanceof Stripe.errors.StripeCardError, String(error))
  return error
}
