import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { checkoutShop } from '../../../test/worlds/checkout.js'

type Types = Stripe.Checkout.SessionCreateParams['allowed_payment_method_types']
const allowed_payment_method_types: Types = ['card', 'sepa_debit']

const account = {
  ...{ email: 'jenny@example.test', method: 'sepa_debit', sepa_debit_name: 'Jenny Rosen' },
  iban: 'AT61 1904 3002 3457 3201',
}

async function bakery(t: Parameters<typeof checkoutShop>[0]) {
  const shop = await checkoutShop(t)
  const bread = await shop.stripe.prices.create({
    ...{ currency: 'eur', unit_amount: 900, product_data: { name: 'Bread' } },
  })
  const session = await shop.selling({
    ...{ line_items: [{ price: bread.id, quantity: 1 }], allowed_payment_method_types },
  })
  const news = () => shop.news().filter((type) => type.startsWith('checkout.session.'))
  return { ...shop, session, news }
}

describe('a bank’s debit', () => {
  it('completes the session at once, and pays it later', async (t) => {
    const { sessions, session, newBrowser, advance, news } = await bakery(t)
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /How to pay Card .* SEPA direct debit IBAN Account holder/)

    const done = await browser.press('Pay €9.00', account)

    assert.match(done.headers.get('location') ?? '', /^https:\/\/shop\.test\/done/)
    const promised = await sessions.retrieve(session.id)
    assert.deepEqual([promised.status, promised.payment_status], ['complete', 'unpaid'])
    advance(15)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    assert.deepEqual(news(), [
      'checkout.session.completed',
      'checkout.session.async_payment_succeeded',
    ])
  })

  it('may come to nothing', async (t) => {
    const { sessions, session, newBrowser, advance, news } = await bakery(t)
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay €9.00', { ...account, iban: 'AT861904300235473202' })
    advance(15)
    const failed = await sessions.retrieve(session.id)
    assert.deepEqual([failed.status, failed.payment_status], ['complete', 'unpaid'])
    assert.deepEqual(news(), [
      'checkout.session.completed',
      'checkout.session.async_payment_failed',
    ])
  })

  it('pays the first invoice of a subscription, and the next ones', async (t) => {
    const { stripe, sessions, subscribing, newBrowser, advance } = await bakery(t)
    const weekly = await stripe.prices.create({
      ...{ currency: 'eur', unit_amount: 900, product_data: { name: 'Bread' } },
      recurring: { interval: 'week' },
    })
    const session = await subscribing({
      ...{ line_items: [{ price: weekly.id, quantity: 1 }], allowed_payment_method_types },
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', account)
    assert.equal((await sessions.retrieve(session.id)).status, 'complete')
    advance(15)
    const paid = await sessions.retrieve(session.id, { expand: ['subscription'] })
    const { id, status } = Object(paid.subscription) as Stripe.Subscription
    assert.deepEqual([paid.payment_status, status], ['paid', 'active'])
    advance(7 * 86_400 + 3_700)
    const invoices = (await stripe.invoices.list({ subscription: id })).data
    assert.deepEqual(
      invoices.map((invoice) => invoice.status),
      ['paid', 'paid'],
    )
  })

  it('needs an account that can be one', async (t) => {
    const { session, newBrowser, news } = await bakery(t)
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const empty = await browser.press('Pay €9.00', { ...account, iban: '' })
    assert.match(empty.text, /IBAN Enter your IBAN\./)
    const wrong = await browser.press('Pay €9.00', { ...account, iban: 'AT00' })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /IBAN You must use a test bank account number/)
    assert.deepEqual(news(), [])
  })

  it('is refused in another currency, and where the page could offer nothing', async (t) => {
    const { selling } = await checkoutShop(t)
    await assert.rejects(selling({ allowed_payment_method_types }), {
      param: 'allowed_payment_method_types',
      message: /`sepa_debit` cannot be used with the currency usd/,
    })
    await assert.rejects(selling({ allowed_payment_method_types: ['klarna'] }), {
      ...{ param: 'allowed_payment_method_types', message: /Allow one of them/ },
    })
  })

  it('from a US account is paid once it is proved to be the payer’s', async (t) => {
    const { sessions, selling, newBrowser, advance } = await checkoutShop(t)
    const session = await selling({ allowed_payment_method_types: ['us_bank_account'] })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const proof = await browser.press('Pay $30.00', {
      ...{ email: 'jenny@example.test', us_bank_account_name: 'Jenny Rosen' },
      ...{ routing_number: '110000000', account_number: '000123456789' },
    })
    assert.match(proof.text, /Test bank/)
    await browser.press('Complete authentication')
    advance(15)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
  })
})
