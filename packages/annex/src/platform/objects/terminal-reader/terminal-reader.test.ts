import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../../testing.js'

const DECLINED = { card_present: { number: '4000000000000002' } }

/** A till with its reader, and payments that are to be taken there. */
async function till(t: TestContext) {
  const world = await startPlatform()
  t.after(world.close)
  const { stripe } = world
  const { readers } = stripe.terminal
  const location = await stripe.terminal.locations.create({
    ...{ display_name: 'Quay', address: { line1: '1 Quay', country: 'US' } },
  })
  const { id: reader } = await readers.create({
    ...{ registration_code: 'simulated-wpe', location: location.id, label: 'Till 1' },
  })
  const intentOf = async (more: Partial<Stripe.PaymentIntentCreateParams> = {}) => {
    const { id } = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', allowed_payment_method_types: ['card_present'] },
      ...more,
    })
    return id
  }
  const helpers = stripe.testHelpers.terminal.readers
  return { ...world, readers, reader, intentOf, helpers }
}

describe('a payment at a reader', () => {
  it('is taken once a card is held to it', async (t) => {
    const { readers, reader, intentOf, helpers, stripe, eventTypes } = await till(t)
    const payment_intent = await intentOf()

    const asked = await readers.processPaymentIntent(reader, { payment_intent })
    assert.deepEqual(
      [asked.action?.type, asked.action?.status],
      ['process_payment_intent', 'in_progress'],
    )
    await assert.rejects(readers.processPaymentIntent(reader, { payment_intent }), {
      code: 'terminal_reader_busy',
    })
    const done = await helpers.presentPaymentMethod(reader)

    assert.equal(done.action?.status, 'succeeded')
    assert.ok(eventTypes().includes('terminal.reader.action_succeeded'))
    const paid = await stripe.paymentIntents.retrieve(payment_intent, {
      expand: ['latest_charge', 'payment_method'],
    })
    assert.deepEqual([paid.status, paid.amount_received], ['succeeded', 2000])
    const charge = Object(paid.latest_charge) as Stripe.Charge
    const { type, card_present } = charge.payment_method_details ?? {}
    assert.match(charge.id, /^ch_/)
    assert.deepEqual(
      [type, card_present?.brand, card_present?.last4],
      ['card_present', 'visa', '4242'],
    )
    assert.equal(Object(paid.payment_method).type, 'card_present')
    await assert.rejects(readers.processPaymentIntent(reader, { payment_intent }), {
      param: 'payment_intent',
    })
  })

  it('is declined as the card’s issuer says, and may be tried again', async (t) => {
    const { readers, reader, intentOf, helpers, stripe, eventTypes } = await till(t)
    const payment_intent = await intentOf()
    await readers.processPaymentIntent(reader, { payment_intent })

    const failed = await helpers.presentPaymentMethod(reader, DECLINED)

    assert.deepEqual(
      [failed.action?.status, failed.action?.failure_code],
      ['failed', 'card_declined'],
    )
    assert.equal(eventTypes().at(-1), 'terminal.reader.action_failed')
    const intent = await stripe.paymentIntents.retrieve(payment_intent)
    assert.equal(intent.status, 'requires_payment_method')
    assert.equal(intent.last_payment_error?.code, 'card_declined')
    await readers.processPaymentIntent(reader, { payment_intent })
    assert.equal((await helpers.presentPaymentMethod(reader)).action?.status, 'succeeded')
  })

  it('is held, with a tip, and captured later', async (t) => {
    const { readers, reader, intentOf, helpers, stripe } = await till(t)
    const payment_intent = await intentOf({ capture_method: 'manual' })
    await readers.processPaymentIntent(reader, { payment_intent })
    await helpers.presentPaymentMethod(reader, { amount_tip: 300 })
    const held = await stripe.paymentIntents.retrieve(payment_intent)
    assert.deepEqual([held.status, held.amount_capturable], ['requires_capture', 2300])
    assert.equal(held.amount_details?.tip?.amount, 300)
    assert.equal((await stripe.paymentIntents.capture(payment_intent)).amount_received, 2300)
  })

  it('is taken in two steps: what was collected is confirmed', async (t) => {
    const { readers, reader, intentOf, helpers, stripe } = await till(t)
    const payment_intent = await intentOf()
    const early = readers.confirmPaymentIntent(reader, { payment_intent })
    await assert.rejects(early, { param: 'payment_intent' })

    await readers.collectPaymentMethod(reader, { payment_intent })
    const collected = await helpers.presentPaymentMethod(reader)
    const { payment_method } = collected.action?.collect_payment_method ?? {}
    assert.equal(payment_method?.card_present?.last4, '4242')
    assert.equal((await stripe.paymentIntents.retrieve(payment_intent)).amount_received, 0)
    const confirmed = await readers.confirmPaymentIntent(reader, { payment_intent })
    assert.equal(confirmed.action?.status, 'succeeded')
    assert.equal((await stripe.paymentIntents.retrieve(payment_intent)).status, 'succeeded')
  })

  it('fails at the reader once it is canceled or given back elsewhere', async (t) => {
    const { readers, reader, intentOf, helpers, stripe } = await till(t)
    const payment_intent = await intentOf()
    await readers.processPaymentIntent(reader, { payment_intent })
    await stripe.paymentIntents.cancel(payment_intent)
    const failed = await helpers.presentPaymentMethod(reader)
    assert.deepEqual(
      [failed.action?.status, failed.action?.failure_code],
      ['failed', 'intent_invalid_state'],
    )
    assert.equal((await stripe.paymentIntents.retrieve(payment_intent)).status, 'canceled')

    const paid = await intentOf()
    await readers.processPaymentIntent(reader, { payment_intent: paid })
    await assert.rejects(helpers.presentPaymentMethod(reader, { amount_tip: -1 }), {
      param: 'amount_tip',
    })
    await helpers.presentPaymentMethod(reader)
    await readers.refundPayment(reader, { payment_intent: paid })
    await stripe.refunds.create({ payment_intent: paid })
    const late = await helpers.presentPaymentMethod(reader)
    assert.deepEqual(
      [late.action?.status, late.action?.failure_code],
      ['failed', 'charge_already_refunded'],
    )
  })

  it('can be called off, and is for intents that allow cards at readers', async (t) => {
    const { readers, reader, intentOf, helpers } = await till(t)
    const payment_intent = await intentOf()
    await readers.processPaymentIntent(reader, { payment_intent })
    assert.equal(Object(await readers.cancelAction(reader)).action, null)
    await assert.rejects(helpers.presentPaymentMethod(reader), /waits for nothing/)
    const online = await intentOf({ allowed_payment_method_types: ['card'] })
    await assert.rejects(readers.processPaymentIntent(reader, { payment_intent: online }), {
      param: 'payment_intent',
    })
  })

  it('is given back at the reader', async (t) => {
    const { readers, reader, intentOf, helpers, stripe } = await till(t)
    const payment_intent = await intentOf()
    await readers.processPaymentIntent(reader, { payment_intent })
    await helpers.presentPaymentMethod(reader)
    await readers.refundPayment(reader, { payment_intent, amount: 500 })
    assert.equal((await stripe.refunds.list({ payment_intent })).data.length, 0)

    const done = await helpers.presentPaymentMethod(reader)

    const [refund] = (await stripe.refunds.list({ payment_intent })).data
    assert.deepEqual([refund?.amount, done.action?.refund_payment?.refund], [500, refund?.id])
    await assert.rejects(readers.refundPayment(reader, { payment_intent, amount: 1501 }), {
      statusCode: 400,
    })
    await assert.rejects(readers.refundPayment(reader), { code: 'parameter_missing' })
  })
})

describe('a reader', () => {
  it('saves a card for later', async (t) => {
    const { readers, reader, helpers, stripe } = await till(t)
    const { id: customer } = await stripe.customers.create()
    const { id: setup_intent } = await stripe.setupIntents.create({
      ...{ customer, allowed_payment_method_types: ['card_present'] },
    })
    await readers.processSetupIntent(reader, { setup_intent, allow_redisplay: 'always' })
    const done = await helpers.presentPaymentMethod(reader)

    const { generated_card } = done.action?.process_setup_intent ?? {}
    assert.equal((await stripe.setupIntents.retrieve(setup_intent)).status, 'succeeded')
    const saved = await stripe.paymentMethods.retrieve(generated_card ?? '')
    assert.deepEqual([saved.type, saved.customer], ['card', customer])
    const next = await stripe.setupIntents.create({
      allowed_payment_method_types: ['card_present'],
    })
    const asked = { setup_intent: next.id, allow_redisplay: 'always' } as const
    await readers.processSetupIntent(reader, asked)
    const refused = await helpers.presentPaymentMethod(reader, DECLINED)
    assert.equal(refused.action?.failure_code, 'card_declined')
  })

  it('shows a cart for as long as it takes', async (t) => {
    const { readers, reader, advance, eventTypes } = await till(t)
    const line_items = [{ amount: 500, description: 'Tea', quantity: 1 }]
    const cart = { currency: 'usd', line_items, total: 500 }
    const shown = await readers.setReaderDisplay(reader, { type: 'cart', cart })
    assert.deepEqual(
      [shown.action?.status, shown.action?.set_reader_display?.cart?.total],
      ['in_progress', 500],
    )
    advance(1)
    const { action } = (await readers.retrieve(reader)) as Stripe.Terminal.Reader
    assert.equal(action?.status, 'succeeded')
    assert.equal(eventTypes().at(-1), 'terminal.reader.action_succeeded')
    await assert.rejects(readers.setReaderDisplay(reader, { type: 'cart' }), { param: 'cart' })
  })

  it('asks questions, which are answered, skipped or left', async (t) => {
    const { readers, reader, helpers } = await till(t)
    const choices = [{ id: 'yes', text: 'Yes' }]
    const inputs: Stripe.Terminal.ReaderCollectInputsParams['inputs'] = [
      { type: 'email', required: true, custom_text: { title: 'Your e-mail' } },
      { type: 'selection', custom_text: { title: 'A bag?' }, selection: { choices } },
    ]
    await readers.collectInputs(reader, { inputs })
    const done = await helpers.succeedInputCollection(reader)
    const answers = done.action?.collect_inputs?.inputs ?? []
    assert.equal(answers[0]?.email?.value, 'customer@example.com')
    assert.deepEqual([answers[1]?.selection?.id, answers[1]?.skipped], ['yes', false])

    await readers.collectInputs(reader, { inputs })
    const skipping = { skip_non_required_inputs: 'all' } as const
    const skipped = await helpers.succeedInputCollection(reader, skipping)
    assert.deepEqual(
      skipped.action?.collect_inputs?.inputs.map((one) => one.skipped),
      [false, true],
    )
    await readers.collectInputs(reader, { inputs })
    const left = await helpers.timeoutInputCollection(reader)
    assert.deepEqual(
      [left.action?.status, left.action?.failure_code],
      ['failed', 'customer_timeout'],
    )
    await assert.rejects(helpers.timeoutInputCollection(reader), /waits for nothing/)
    const choosing = [{ type: 'selection', custom_text: { title: 'A bag?' } }] as typeof inputs
    await assert.rejects(readers.collectInputs(reader, { inputs: choosing }), {
      param: 'inputs[0][selection]',
    })
  })
})
