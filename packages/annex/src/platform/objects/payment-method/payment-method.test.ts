import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const card = { number: '4000058260000005', exp_month: 8, exp_year: 2030, cvc: '314' }

describe('a bank account as a payment method', () => {
  it('is shown without its number, and says whose it is', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const bank = await stripe.paymentMethods.create({
      ...{ type: 'us_bank_account', billing_details: { name: 'Jenny Rosen' } },
      us_bank_account: {
        account_holder_type: 'individual',
        account_number: '000123456789',
        routing_number: '110000000',
      },
    })
    assert.deepEqual(
      [bank.us_bank_account?.last4, bank.us_bank_account?.account_type, bank.card],
      ['6789', 'checking', undefined],
    )
    assert.doesNotMatch(JSON.stringify(bank), /000123456789/)
    const changed = await stripe.paymentMethods.update(bank.id, {
      us_bank_account: { account_holder_type: 'company' },
    })
    assert.equal(changed.us_bank_account?.account_holder_type, 'company')
    await assert.rejects(stripe.paymentMethods.create({ type: 'us_bank_account' }), {
      ...{ code: 'parameter_missing', param: 'us_bank_account[account_number]' },
    })
    await assert.rejects(stripe.paymentMethods.create({ type: 'card' }), {
      ...{ code: 'parameter_missing', param: 'card' },
    })
  })
})

describe('a payment method', () => {
  it('shows what is known of its card, and not its number', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const method = await stripe.paymentMethods.create({
      ...{ type: 'card', card: { ...card, number: '4000056655665556' } },
      billing_details: { address: { postal_code: '2000' } },
    })

    assert.deepEqual(
      [method.card?.brand, method.card?.funding, method.card?.last4, method.card?.country],
      ['visa', 'debit', '5556', 'US'],
    )
    assert.deepEqual(method.card?.checks, {
      address_line1_check: null,
      address_postal_code_check: 'unchecked',
      cvc_check: 'unchecked',
    })
    assert.equal(method.billing_details.address?.postal_code, '2000')
    assert.equal(method.billing_details.address?.city, null)
    assert.equal(method.customer, null)
    assert.ok(!JSON.stringify(method).includes('400005665566'))
    assert.deepEqual(eventTypes(), [])
  })

  it('has the same fingerprint for the same card', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const of = async (token: string) =>
      (await stripe.paymentMethods.create({ type: 'card', card: { token } })).card?.fingerprint

    assert.equal(await of('tok_visa'), await of('tok_visa'))
    assert.notEqual(await of('tok_visa'), await of('tok_mastercard'))
  })

  it('is refused with a card error for a wrong number, and another for a real one', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const create = (number: string) =>
      stripe.paymentMethods.create({ type: 'card', card: { ...card, number } })

    await assert.rejects(create('4242424242424241'), {
      ...{ type: 'StripeCardError', statusCode: 402, code: 'incorrect_number', param: 'number' },
      message: 'Your card number is incorrect.',
    })
    await assert.rejects(create('4012888888881881'), { decline_code: 'test_mode_live_card' })
  })

  it('may have its words and its expiry changed', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id })

    const updated = await stripe.paymentMethods.update(method.id, {
      billing_details: { address: { city: 'Oslo' } },
      card: { exp_year: 2033 },
    })

    assert.equal(updated.billing_details.address?.city, 'Oslo')
    assert.deepEqual([updated.card?.exp_year, updated.card?.last4], [2033, '4242'])
    assert.equal(eventTypes().at(-1), 'payment_method.updated')
  })
})

describe('attaching a payment method', () => {
  it('makes a new card from a test token, and checks it', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()

    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })

    assert.match(method.id, /^pm_1/)
    assert.equal(method.customer, customer.id)
    assert.equal(method.card?.checks?.cvc_check, 'pass')
    assert.deepEqual(eventTypes(), ['customer.created', 'payment_method.attached'])
    const { data } = await stripe.customers.listPaymentMethods(customer.id)
    assert.deepEqual(
      data.map(({ id }) => id),
      [method.id],
    )
  })

  it('is declined for a card that declines, but for the one that only does so later', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const attach = (id: string) => stripe.paymentMethods.attach(id, { customer })

    await assert.rejects(attach('pm_card_visa_chargeDeclinedInsufficientFunds'), {
      ...{ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' },
    })
    assert.deepEqual(eventTypes(), ['customer.created'])
    const later = await attach('pm_card_chargeCustomerFail')
    const paying = { amount: 500, currency: 'usd', customer, payment_method: later.id }
    await assert.rejects(stripe.paymentIntents.create({ ...paying, confirm: true }), {
      code: 'card_declined',
    })
  })

  it('is refused twice, and to nobody', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer })

    await assert.rejects(stripe.paymentMethods.attach(id, { customer }), /already been attached/)
    await assert.rejects(stripe.paymentMethods.attach('pm_card_visa', { customer: 'cus_9' }), {
      ...{ code: 'resource_missing', param: 'customer' },
    })
    await assert.rejects(stripe.paymentMethods.attach('pm_card_visa', {}), {
      ...{ code: 'parameter_missing', param: 'customer' },
    })
    await assert.rejects(stripe.paymentMethods.attach('pm_9', { customer }), {
      ...{ code: 'resource_missing', statusCode: 404 },
    })
  })
})

describe('detaching a payment method', () => {
  it('is for good, and the customer forgets it as default', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } })

    const detached = await stripe.paymentMethods.detach(id)

    assert.equal(detached.customer, null)
    assert.deepEqual(eventTypes().slice(-2), ['payment_method.detached', 'customer.updated'])
    const { data } = await stripe.events.list({ type: 'payment_method.detached' })
    assert.deepEqual(data[0]?.data.previous_attributes, { customer })
    const after = await stripe.customers.retrieve(customer)
    assert.ok(!after.deleted)
    assert.equal(after.invoice_settings.default_payment_method, null)
    await assert.rejects(stripe.paymentMethods.attach(id, { customer }), /may not be used again/)
    await assert.rejects(stripe.paymentMethods.detach(id), /detachment is impossible/)
  })
})
