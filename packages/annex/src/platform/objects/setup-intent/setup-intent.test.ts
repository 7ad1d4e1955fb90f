import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

async function attempts(stripe: Stripe, setup_intent: string): Promise<string[]> {
  const { data } = await stripe.setupAttempts.list({ setup_intent })
  return data.map(({ status }) => status)
}

describe('setting up a card', () => {
  it('saves it with its customer, and announces both', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()

    const intent = await stripe.setupIntents.create({ customer: customer.id })
    assert.deepEqual(
      [intent.status, intent.usage, intent.payment_method_types],
      ['requires_payment_method', 'off_session', ['card', 'link']],
    )
    const done = await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })

    assert.deepEqual([done.status, done.mandate], ['succeeded', null])
    const method = await stripe.paymentMethods.retrieve(idOf(done.payment_method ?? ''))
    assert.equal(method.customer, customer.id)
    assert.deepEqual(eventTypes().slice(1), [
      'setup_intent.created',
      'setup_intent.succeeded',
      'payment_method.attached',
    ])
    const { data } = await stripe.setupAttempts.list({ setup_intent: intent.id })
    assert.deepEqual(
      [data.length, data[0]?.id, data[0]?.status],
      [1, done.latest_attempt, 'succeeded'],
    )
    assert.equal(data[0]?.payment_method_details.card?.last4, '4242')
  })

  it('waits for a confirmation, and can be changed until then', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const intent = await stripe.setupIntents.create({ usage: 'on_session' })

    const updated = await stripe.setupIntents.update(intent.id, {
      ...{ description: 'For the gym', metadata: { gym: 'yes' }, payment_method: 'pm_card_visa' },
    })

    assert.deepEqual(
      [updated.status, updated.usage, updated.description, updated.metadata?.gym],
      ['requires_confirmation', 'on_session', 'For the gym', 'yes'],
    )
    assert.deepEqual(eventTypes(), ['setup_intent.created'])
    assert.equal((await stripe.setupIntents.confirm(intent.id)).status, 'succeeded')
    await assert.rejects(
      stripe.setupIntents.update(intent.id, { payment_method: 'pm_card_mastercard' }),
      { code: 'setup_intent_unexpected_state', param: 'payment_method' },
    )
    const noted = await stripe.setupIntents.update(intent.id, { metadata: { later: '1' } })
    assert.deepEqual(noted.metadata, { gym: 'yes', later: '1' })
  })

  it('answers 402 when the issuer declines, and keeps the try', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const intent = await stripe.setupIntents.create()
    const confirming = stripe.setupIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa_chargeDeclined',
    })

    await assert.rejects(confirming, (error: Stripe.errors.StripeCardError) => {
      assert.deepEqual([error.statusCode, error.code], [402, 'card_declined'])
      assert.equal(error.setup_intent?.status, 'requires_payment_method')
      return true
    })

    const failed = await stripe.setupIntents.retrieve(intent.id)
    assert.equal(failed.last_setup_error?.decline_code, 'generic_decline')
    assert.equal(failed.payment_method, null)
    assert.deepEqual(await attempts(stripe, intent.id), ['failed'])
    assert.deepEqual(eventTypes(), ['setup_intent.created', 'setup_intent.setup_failed'])

    const done = await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    assert.deepEqual([done.status, done.last_setup_error], ['succeeded', null])
    assert.deepEqual(await attempts(stripe, intent.id), ['succeeded', 'failed'])
  })

  it('works for the card that declines only later', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const done = await stripe.setupIntents.create({
      ...{ confirm: true, payment_method: 'pm_card_chargeCustomerFail' },
    })
    assert.equal(done.status, 'succeeded')
  })

  it('writes a mandate where the shop says what was agreed', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const online = { ip_address: '127.0.0.1', user_agent: 'Firefox' }
    const mandate_data = { customer_acceptance: { type: 'online', online } } as const

    const many = await stripe.setupIntents.create({
      ...{ confirm: true, payment_method: 'pm_card_visa', mandate_data },
    })
    const once = await stripe.setupIntents.create({
      ...{ confirm: true, payment_method: 'pm_card_visa', mandate_data },
      single_use: { amount: 1500, currency: 'usd' },
    })

    const mandate = await stripe.mandates.retrieve(idOf(many.mandate ?? ''))
    assert.deepEqual([mandate.status, mandate.type], ['active', 'multi_use'])
    assert.deepEqual(mandate.customer_acceptance.online, online)
    assert.equal(mandate.payment_method, many.payment_method)
    const single = await stripe.mandates.retrieve(idOf(once.single_use_mandate ?? ''))
    assert.deepEqual(single.single_use, { amount: 1500, currency: 'usd' })
    assert.equal(once.mandate, null)
  })
})

describe('a setup that needs the payer', () => {
  it('passes on the page of the bank, and the card is good off-session after', async (t) => {
    const { platform, stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()
    const asked = await stripe.setupIntents.create({
      ...{ customer: customer.id, confirm: true, return_url: 'https://shop.test/back?step=2' },
      payment_method: 'pm_card_authenticationRequiredOnSetup',
    })
    assert.equal(asked.status, 'requires_action')
    const page = asked.next_action?.redirect_to_url?.url ?? ''
    const shown = await platform.fetch(new Request(page))
    assert.match(await shown.text(), /wants to save how you pay/)

    const body = new URLSearchParams({ decision: 'passed' })
    const answer = await platform.fetch(new Request(page, { method: 'POST', body }))

    assert.equal(answer.status, 303)
    const back = new URL(answer.headers.get('location') ?? '')
    assert.equal(back.searchParams.get('setup_intent'), asked.id)
    assert.equal(back.searchParams.get('setup_intent_client_secret'), asked.client_secret)
    assert.equal(back.searchParams.get('redirect_status'), 'succeeded')
    assert.deepEqual(eventTypes().slice(1), [
      'setup_intent.created',
      'setup_intent.requires_action',
      'setup_intent.succeeded',
      'payment_method.attached',
    ])
    const [attempt] = (await stripe.setupAttempts.list({ setup_intent: asked.id })).data
    assert.equal(attempt?.payment_method_details.card?.three_d_secure?.result, 'authenticated')
    const paid = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', customer: customer.id, off_session: true, confirm: true },
      payment_method: idOf(asked.payment_method ?? ''),
    })
    assert.equal(paid.status, 'succeeded')
  })

  it('fails on the page of the bank', async (t) => {
    const { platform, stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const asked = await stripe.setupIntents.create({
      ...{ confirm: true, payment_method: 'pm_card_authenticationRequired' },
      return_url: 'https://shop.test/back',
    })
    const body = new URLSearchParams({ decision: 'failed' })
    const page = asked.next_action?.redirect_to_url?.url ?? ''

    const answer = await platform.fetch(new Request(page, { method: 'POST', body }))

    assert.match(answer.headers.get('location') ?? '', /redirect_status=failed/)
    const failed = await stripe.setupIntents.retrieve(asked.id)
    assert.equal(failed.status, 'requires_payment_method')
    assert.equal(failed.last_setup_error?.code, 'setup_intent_authentication_failure')
    assert.deepEqual(await attempts(stripe, asked.id), ['failed'])
    assert.equal(eventTypes().at(-1), 'setup_intent.setup_failed')
  })

  it('leaves an abandoned try behind when it is tried again or canceled', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.setupIntents.create({
      ...{ confirm: true, payment_method: 'pm_card_authenticationRequired' },
    })

    await stripe.setupIntents.confirm(id, { payment_method: 'pm_card_authenticationRequired' })
    const declined = stripe.setupIntents.confirm(id, { payment_method: 'pm_card_radarBlock' })
    await assert.rejects(declined, { code: 'card_declined' })
    const canceled = await stripe.setupIntents.cancel(id, { cancellation_reason: 'abandoned' })

    assert.deepEqual(
      [canceled.status, canceled.cancellation_reason, canceled.next_action],
      ['canceled', 'abandoned', null],
    )
    assert.deepEqual(await attempts(stripe, id), ['failed', 'abandoned', 'abandoned'])
    assert.equal(eventTypes().at(-1), 'setup_intent.canceled')
  })
})

describe('setting up a bank account', () => {
  it('succeeds at once with a token, and with a mandate', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()
    const done = await stripe.setupIntents.create({
      ...{ customer: customer.id, confirm: true, payment_method: 'pm_usBankAccount_success' },
      allowed_payment_method_types: ['us_bank_account'],
    })
    const mandate = await stripe.mandates.retrieve(idOf(done.mandate ?? ''))
    assert.deepEqual([done.status, mandate.status], ['succeeded', 'active'])

    const pay = () =>
      stripe.paymentIntents.create({
        ...{ amount: 2000, currency: 'usd', customer: customer.id, confirm: true },
        allowed_payment_method_types: ['us_bank_account'],
        payment_method: idOf(done.payment_method ?? ''),
      })
    await pay()
    advance(15)
    assert.equal((await pay()).status, 'processing')
  })

  it('waits for another method when the deposits never arrive', async (t) => {
    const { stripe, advance, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.setupIntents.create({
      ...{ confirm: true, allowed_payment_method_types: ['us_bank_account'] },
      payment_method_data: {
        type: 'us_bank_account',
        us_bank_account: {
          account_holder_type: 'individual',
          account_number: '000666666661',
          routing_number: '110000000',
        },
      },
    })
    advance(15)
    const failed = await stripe.setupIntents.retrieve(id)
    assert.equal(failed.status, 'requires_payment_method')
    assert.equal(failed.last_setup_error?.code, 'payment_method_microdeposit_failed')
    assert.deepEqual(await attempts(stripe, id), ['failed'])
    assert.equal(eventTypes().at(-1), 'setup_intent.setup_failed')
  })

  it('waits for microdeposits when it was typed in', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const asked = await stripe.setupIntents.create({
      ...{ confirm: true, allowed_payment_method_types: ['us_bank_account'] },
      payment_method_data: {
        type: 'us_bank_account',
        us_bank_account: {
          account_holder_type: 'company',
          account_number: '000123456789',
          routing_number: '110000000',
        },
      },
    })
    assert.equal(asked.next_action?.type, 'verify_with_microdeposits')
    await assert.rejects(
      stripe.setupIntents.verifyMicrodeposits(asked.id, { descriptor_code: 'SM33CC' }),
      { code: 'payment_method_microdeposit_verification_attempts_exceeded' },
    )

    const done = await stripe.setupIntents.verifyMicrodeposits(asked.id, {
      descriptor_code: 'SM11AA',
    })

    assert.equal(done.status, 'succeeded')
    assert.equal((await stripe.mandates.retrieve(idOf(done.mandate ?? ''))).status, 'active')
    assert.deepEqual(eventTypes(), [
      'setup_intent.created',
      'setup_intent.requires_action',
      'mandate.updated',
      'setup_intent.succeeded',
    ])
  })
})

describe('a setup that makes no sense', () => {
  const cases: [string, Stripe.SetupIntentCreateParams, object][] = [
    ['confirms nothing', { confirm: true }, { code: 'setup_intent_unexpected_state' }],
    ['returns without confirming', { return_url: 'https://shop.test' }, { param: 'return_url' }],
    [
      'agrees to nothing',
      {
        confirm: true,
        payment_method: 'pm_card_visa',
        single_use: { amount: 500, currency: 'usd' },
      },
      { code: 'parameter_missing', param: 'mandate_data' },
    ],
    ['is for nobody', { customer: 'cus_nobody' }, { code: 'resource_missing', param: 'customer' }],
    ['has no such method', { payment_method: 'pm_nothing' }, { code: 'resource_missing' }],
    [
      'has two methods',
      { payment_method: 'pm_card_visa', payment_method_data: { type: 'link' } },
      { code: 'parameters_exclusive' },
    ],
    [
      'has a method of another type',
      { confirm: true, payment_method: 'pm_usBankAccount_success' },
      { code: 'setup_intent_invalid_parameter', param: 'payment_method' },
    ],
  ]
  for (const [name, params, refusal] of cases) {
    it(`is refused when it ${name}`, async (t) => {
      const { stripe, close } = await startPlatform()
      t.after(close)
      await assert.rejects(stripe.setupIntents.create(params), { statusCode: 400, ...refusal })
    })
  }

  it('needs the card to be its customer’s', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const [owner, other] = [await stripe.customers.create(), await stripe.customers.create()]
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: owner.id })
    const setUp = (params: Stripe.SetupIntentCreateParams) =>
      stripe.setupIntents.create({ confirm: true, payment_method: card.id, ...params })
    await assert.rejects(setUp({}), { statusCode: 400 })
    await assert.rejects(setUp({ customer: other.id }), { code: 'resource_missing' })
    assert.equal((await setUp({ customer: owner.id })).status, 'succeeded')
  })

  it('has attempts only of one intent at a time', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    await assert.rejects(stripe.rawRequest('GET', '/v1/setup_attempts'), {
      code: 'parameter_missing',
      param: 'setup_intent',
    })
  })

  it('shows itself to a publishable key with its secret only', async (t) => {
    const { account, stripe, client, close } = await startPlatform()
    t.after(close)
    const intent = await stripe.setupIntents.create({ payment_method: 'pm_card_visa' })
    const browser = client(account.keys.test.publishable)
    await assert.rejects(browser.setupIntents.retrieve(intent.id), { code: 'parameter_missing' })
    const client_secret = intent.client_secret ?? ''
    const seen = await browser.setupIntents.retrieve(intent.id, { client_secret })
    assert.equal(seen.id, intent.id)
  })
})
