import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { checkoutShop, DECLINES, typed, withCard } from '../../../test/worlds/checkout.js'

type Params = Stripe.Checkout.SessionCreateParams

const asks: Params = {
  billing_address_collection: 'required',
  consent_collection: { terms_of_service: 'required', promotions: 'auto' },
  custom_fields: [
    {
      ...{ key: 'size', type: 'dropdown', label: { type: 'custom', custom: 'Size' } },
      dropdown: {
        options: [
          { label: 'Small', value: 'small' },
          { label: 'Large', value: 'large' },
        ],
      },
    },
    {
      ...{ key: 'engraving', type: 'text', label: { type: 'custom', custom: 'Engraving' } },
      ...{ optional: true, text: { maximum_length: 10 } },
    },
  ],
  custom_text: { submit: { message: 'We ship on Fridays.' } },
  phone_number_collection: { enabled: true },
  shipping_address_collection: { allowed_countries: ['US', 'CA'] },
}

const answers = {
  ...typed,
  ...{ phone: '+1 415 555 0100', 'field-size': 'large', 'field-engraving': 'Jenny' },
  ...{ shipping_name: 'Jenny Rosen', shipping_country: 'CA', shipping_line1: '1 Main St' },
  ...{ shipping_city: 'Toronto', shipping_state: 'ON', shipping_postal_code: 'M4B 1B3' },
  ...{ billing_line1: '510 Townsend St', billing_city: 'San Francisco', billing_state: 'CA' },
  terms: 'yes',
}

describe('what a session asks', () => {
  it('is kept with the session, its payment and its customer', async (t) => {
    const { stripe, sessions, selling, newBrowser } = await checkoutShop(t)
    const session = await selling({ ...asks, customer_creation: 'always' })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /We ship on Fridays\. Pay \$30\.00/)
    const done = await browser.press('Pay $30.00', answers)
    assert.equal(done.status, 303)

    const paid = await sessions.retrieve(session.id, { expand: ['payment_intent', 'customer'] })
    const { customer_details: details, custom_fields: fields } = paid
    assert.equal(details?.phone, '+1 415 555 0100')
    assert.deepEqual(
      [details?.address?.line1, details?.address?.city, details?.address?.postal_code],
      ['510 Townsend St', 'San Francisco', '94103'],
    )
    assert.deepEqual([fields[0]?.dropdown?.value, fields[1]?.text?.value], ['large', 'Jenny'])
    assert.deepEqual(paid.consent, { promotions: 'opt_out', terms_of_service: 'accepted' })
    const shipped = paid.collected_information?.shipping_details
    assert.deepEqual([shipped?.name, shipped?.address.city], ['Jenny Rosen', 'Toronto'])
    const intent = Object(paid.payment_intent) as Stripe.PaymentIntent
    assert.equal(intent.shipping?.address?.country, 'CA')
    const customer = Object(paid.customer) as Stripe.Customer
    assert.deepEqual([customer.phone, customer.shipping?.name], [details?.phone, 'Jenny Rosen'])
    const charge = (await stripe.charges.list()).data[0]
    assert.equal(charge?.billing_details.address?.line1, '510 Townsend St')
  })

  it('must be answered, and stays when something is missing', async (t) => {
    const { selling, newBrowser, news } = await checkoutShop(t)
    const browser = newBrowser()
    await browser.open((await selling(asks)).url ?? '')

    const missing = await browser.press('Pay $30.00', {
      ...answers,
      ...{ terms: '', shipping_country: 'DE', 'field-engraving': 'far too many letters' },
      phone: '',
    })

    assert.equal(missing.status, 400)
    assert.match(missing.text, /Phone This is needed\./)
    assert.match(missing.text, /Country or region .* Choose one of these\./)
    assert.match(missing.text, /Engraving Optional Use at most 10 characters\./)
    assert.match(missing.text, /terms of service\. Tick this to go on\./)
    assert.match(missing.html, /value="Toronto"/)
    assert.deepEqual(news(), [])
  })

  it('can be asked by a payment link too', async (t) => {
    const { stripe, sessions, beans, newBrowser } = await checkoutShop(t)
    const { custom_fields, phone_number_collection, shipping_address_collection } = asks
    const link = await stripe.paymentLinks.create({
      ...{ line_items: [{ price: beans.id, quantity: 1 }] },
      ...(custom_fields && { custom_fields }),
      ...(phone_number_collection && { phone_number_collection }),
      ...(shipping_address_collection && { shipping_address_collection }),
    })
    const browser = newBrowser()
    await browser.open(link.url)
    await browser.press('Pay $15.00', answers)
    const [paid] = (await sessions.list({ payment_link: link.id })).data
    assert.equal(paid?.status, 'complete')
    assert.equal(paid?.custom_fields[0]?.dropdown?.value, 'large')
  })

  it('is refused where it makes no sense', async (t) => {
    const { selling } = await checkoutShop(t)
    const [size] = asks.custom_fields ?? []
    assert.ok(size)
    await assert.rejects(selling({ custom_fields: [size, size] }), {
      param: 'custom_fields[1][key]',
    })
    await assert.rejects(selling({ custom_fields: [size, size, size, size] }), {
      ...{ param: 'custom_fields', message: /at most 3/ },
    })
    const { dropdown: _, ...bare } = size
    await assert.rejects(selling({ custom_fields: [bare] }), {
      ...{ code: 'parameter_missing', param: 'custom_fields[0][dropdown][options]' },
    })
  })
})

describe('who buys', () => {
  const tax_id_collection = { enabled: true } as const
  const business = { business_name: 'Ida’s Café' }
  const number = { tax_id_type: 'eu_vat', tax_id: 'DE123456789' }

  it('may say a tax id, which is kept with the business it is of', async (t) => {
    const { stripe, sessions, subscribing, newBrowser } = await checkoutShop(t)
    const session = await subscribing({ tax_id_collection })
    assert.deepEqual(session.tax_id_collection, { enabled: true, required: 'never' })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Tax ID Business name .* Type .* Number/)
    const nameless = await browser.press('Subscribe', { ...typed, ...number })
    assert.match(nameless.text, /Business name .*This is needed/)
    const odd = await browser.press('Subscribe', {
      ...{ ...typed, ...business, tax_id_type: 'eu_vat', tax_id: '123' },
    })
    assert.match(odd.text, /This is no EU VAT number/)

    const forged = await browser.press('Subscribe', {
      ...{ ...typed, ...business, tax_id_type: 'constructor', tax_id: '123' },
    })
    assert.equal(forged.status, 400)

    await browser.press('Subscribe', { ...withCard(DECLINES), ...business, ...number })
    await browser.press('Subscribe', { ...typed, ...business, ...number })

    const done = await sessions.retrieve(session.id, { expand: ['customer', 'invoice'] })
    const { customer_details, collected_information } = done
    assert.equal(done.payment_status, 'paid')
    assert.equal(customer_details?.business_name, business.business_name)
    assert.deepEqual(customer_details.tax_ids, [{ type: 'eu_vat', value: 'DE123456789' }])
    assert.equal(collected_information?.business_name, business.business_name)
    const customer = Object(done.customer) as Stripe.Customer
    assert.equal(customer.business_name, business.business_name)
    const { data } = await stripe.customers.listTaxIds(customer.id)
    assert.deepEqual(
      data.map(({ value }) => value),
      ['DE123456789'],
    )
    assert.equal(Object(done.invoice).customer_tax_ids.length, 1)
  })

  it('has to say one where that is required, and nothing where nobody asks', async (t) => {
    const { selling, newBrowser } = await checkoutShop(t)
    const session = await selling({
      tax_id_collection: { enabled: true, required: 'if_supported' },
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const { status, text } = await browser.press('Pay $30.00', typed)
    assert.equal(status, 400)
    assert.match(text, /Number .*This is needed/)
    const plain = await selling({ tax_id_collection: { enabled: false } })
    assert.doesNotMatch((await browser.open(plain.url ?? '')).text, /Tax ID/)
  })

  it('is named where the seller asks for it', async (t) => {
    const { sessions, selling, newBrowser } = await checkoutShop(t)
    const session = await selling({
      customer_creation: 'always',
      name_collection: {
        individual: { enabled: true },
        business: { enabled: true, optional: true },
      },
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const nameless = await browser.press('Pay $30.00', typed)
    assert.match(nameless.text, /Full name .*This is needed/)
    await browser.press('Pay $30.00', { ...typed, individual_name: 'Ida Lind' })
    const done = await sessions.retrieve(session.id, { expand: ['customer'] })
    assert.deepEqual(
      [done.collected_information?.individual_name, done.customer_details?.individual_name],
      ['Ida Lind', 'Ida Lind'],
    )
    assert.equal(Object(done.customer).individual_name, 'Ida Lind')
  })

  it('must be allowed to be renamed when they are known', async (t) => {
    const { stripe, selling } = await checkoutShop(t)
    const { id: customer } = await stripe.customers.create()
    const param = 'tax_id_collection'
    await assert.rejects(selling({ customer, tax_id_collection }), { param })
    await selling({ customer, tax_id_collection, customer_update: { name: 'auto' } })
  })
})
