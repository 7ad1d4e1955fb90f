import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('a customer', () => {
  it('is whole from the first moment', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const customer = await stripe.customers.create({ email: 'ida@shop.test', name: 'Ida' })

    assert.deepEqual(
      [customer.balance, customer.delinquent, customer.tax_exempt, customer.default_source],
      [0, false, 'none', null],
    )
    assert.match(customer.invoice_prefix ?? '', /^[0-9A-Z]{8}$/)
    assert.deepEqual(customer.invoice_settings, {
      ...{ custom_fields: null, default_payment_method: null },
      ...{ footer: null, rendering_options: null },
    })
    assert.deepEqual(eventTypes(), ['customer.created'])
  })

  it('changes what is named and nothing else', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ name: 'Ida', metadata: { a: '1', b: '2' } })
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id })

    await stripe.customers.update(id, { invoice_settings: { footer: 'Thanks' } })
    const updated = await stripe.customers.update(id, {
      ...{ metadata: { a: '' }, balance: -500 },
      invoice_settings: { default_payment_method: method.id },
    })

    assert.deepEqual([updated.name, updated.metadata, updated.balance], ['Ida', { b: '2' }, -500])
    assert.equal(updated.invoice_settings.footer, 'Thanks')
    assert.equal(updated.invoice_settings.default_payment_method, method.id)
    const { data } = await stripe.events.list({ type: 'customer.updated', limit: 1 })
    assert.deepEqual(data[0]?.data.previous_attributes, {
      ...{ balance: 0, metadata: { a: '1' } },
      invoice_settings: { default_payment_method: null },
    })
  })

  it('has only a card of its own as default', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const [ida, ben] = [await stripe.customers.create(), await stripe.customers.create()]
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: ida.id })
    const settings = { invoice_settings: { default_payment_method: method.id } }

    await assert.rejects(stripe.customers.update(ben.id, settings), {
      ...{ code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
    })
  })

  it('can come with a card, and is not kept when the card is declined', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' })
    const declined = stripe.customers.create({ payment_method: 'pm_card_visa_chargeDeclined' })

    await assert.rejects(declined, { statusCode: 402, code: 'card_declined' })
    assert.equal((await stripe.customers.list()).data.length, 1)
    assert.equal((await stripe.customers.listPaymentMethods(customer.id)).data.length, 1)
  })

  it('has a line for each change of its balance', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ balance: 200 })

    const line = await stripe.customers.createBalanceTransaction(id, {
      ...{ amount: -500, currency: 'usd', description: 'Goodwill' },
    })

    assert.deepEqual([line.ending_balance, line.type, line.customer], [-300, 'adjustment', id])
    const after = await stripe.customers.retrieve(id)
    assert.ok(!after.deleted)
    assert.equal(after.balance, -300)
    assert.equal(eventTypes().at(-1), 'customer.updated')
    const lines = await stripe.customers.listBalanceTransactions(id)
    assert.deepEqual(
      lines.data.map((one) => one.id),
      [line.id],
    )
  })

  it('is refused with an address nobody can write to', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const refusal = {
      message: 'Invalid email address: nowhere',
      code: 'email_invalid',
      param: 'email',
    }
    await assert.rejects(stripe.customers.create({ email: 'nowhere' }), refusal)
    const { id } = await stripe.customers.create({ email: 'jenny@example.com' })
    await assert.rejects(stripe.customers.update(id, { email: 'nowhere' }), refusal)
    assert.equal((await stripe.customers.update(id, { email: '' })).email, null)
  })

  it('can be shown on a page for half an hour', async (t) => {
    const { stripe, now, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const components = { payment_element: { enabled: true } }
    const session = await stripe.customerSessions.create({ customer, components })
    assert.match(session.client_secret, /^cuss_secret_/)
    assert.deepEqual(
      [session.customer, session.expires_at, session.components?.payment_element.enabled],
      [customer, now() + 1800, true],
    )
    assert.equal(session.components?.pricing_table.enabled, false)
    await assert.rejects(stripe.customerSessions.create({ customer: 'cus_nobody', components }), {
      ...{ code: 'resource_missing', param: 'customer' },
    })
  })

  it('lists the methods saved with it, of the type asked for', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const [{ id }, other] = [await stripe.customers.create(), await stripe.customers.create()]
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: id })
    await stripe.paymentMethods.attach('pm_card_visa', { customer: other.id })
    const bank = await stripe.paymentMethods.attach('pm_usBankAccount_success', { customer: id })

    const all = await stripe.customers.listPaymentMethods(id)
    const cards = await stripe.customers.listPaymentMethods(id, { type: 'card' })

    assert.deepEqual(
      all.data.map((one) => one.id),
      [bank.id, card.id],
    )
    assert.deepEqual(
      cards.data.map((one) => one.id),
      [card.id],
    )
    assert.equal((await stripe.customers.retrievePaymentMethod(id, card.id)).id, card.id)
    await assert.rejects(stripe.customers.retrievePaymentMethod(other.id, card.id), {
      statusCode: 404,
    })
  })

  it('leaves a stub behind, and its payments', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    const paid = await stripe.paymentIntents.create({
      ...{ amount: 500, currency: 'usd', customer, payment_method: method.id, confirm: true },
    })

    const stub = await stripe.customers.del(customer)

    assert.deepEqual(
      { ...stub, lastResponse: undefined },
      {
        ...{ id: customer, object: 'customer', deleted: true, lastResponse: undefined },
      },
    )
    assert.equal((await stripe.customers.retrieve(customer)).deleted, true)
    assert.equal((await stripe.paymentIntents.retrieve(paid.id)).customer, customer)
    assert.equal(eventTypes().at(-1), 'customer.deleted')
    await assert.rejects(stripe.paymentMethods.retrieve(method.id), { code: 'resource_missing' })
    await assert.rejects(stripe.customers.update(customer, { name: 'x' }), {
      ...{ code: 'resource_missing', statusCode: 404 },
    })
  })
})
