import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import {
  ASKS_BANK,
  DECLINES,
  checkoutShop,
  typed,
  withCard,
} from '../../../test/worlds/checkout.js'
import { idOf } from '../../objects/reference.js'

describe('paying once', () => {
  it('takes the money and leads to the seller', async (t) => {
    const { sessions, selling, newBrowser, news } = await checkoutShop(t)
    const session = await selling({ client_reference_id: 'cart-7', metadata: { cart: '7' } })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Pay Harbour \$30\.00 Beans 2 × \$15\.00 \$30\.00/)

    const done = await browser.press('Pay $30.00', typed)

    assert.equal(done.headers.get('location'), `https://shop.test/done?session=${session.id}`)
    const paid = await sessions.retrieve(session.id, { expand: ['payment_intent'] })
    assert.deepEqual([paid.status, paid.payment_status, paid.url], ['complete', 'paid', null])
    assert.deepEqual([paid.client_reference_id, paid.customer], ['cart-7', null])
    assert.equal(paid.customer_details?.email, 'jenny@example.test')
    assert.equal(Object(paid.payment_intent).amount_received, 3000)
    assert.deepEqual(news(), [
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
  })

  it('keeps what was typed when the card is declined, and takes another', async (t) => {
    const { sessions, stripe, selling, newBrowser } = await checkoutShop(t)
    const session = await selling()
    const browser = newBrowser()
    await browser.open(session.url ?? '')

    const declined = await browser.press('Pay $30.00', withCard(DECLINES))

    assert.equal(declined.status, 400)
    assert.match(declined.text, /Your card has insufficient funds\. Nothing was charged/)
    assert.match(declined.html, /value="jenny@example\.test"/)
    assert.match(declined.html, /value="Jenny Rosen"/)
    assert.doesNotMatch(declined.html, /9995"/)
    assert.equal((await sessions.retrieve(session.id)).status, 'open')
    await browser.press('Pay $30.00', typed)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    const { data } = await stripe.paymentIntents.list()
    assert.equal(data.length, 1)
  })

  it('says beside each field what is wrong with it', async (t) => {
    const { selling, newBrowser, news } = await checkoutShop(t)
    const browser = newBrowser()
    await browser.open((await selling()).url ?? '')

    const empty = await browser.press('Pay $30.00', {})
    assert.match(empty.text, /Email Enter an email address/)
    assert.match(empty.text, /Card number Enter your card number/)
    assert.match(empty.text, /Name on card Enter the name/)
    const wrong = await browser.press('Pay $30.00', withCard('4242 4242 4242 4241'))
    assert.match(wrong.text, /Card number Your card number is incorrect/)
    const old = await browser.press('Pay $30.00', { ...typed, card_expiry: '1220' })
    assert.match(old.text, /Expiry Your card's expiration year is invalid/)
    assert.deepEqual(news(), [])
  })

  it('pays once, whoever presses the button how often', async (t) => {
    const { stripe, selling, newBrowser } = await checkoutShop(t)
    const { url } = await selling()
    const [one, two] = [newBrowser(), newBrowser()]
    await one.open(url ?? '')
    await two.open(url ?? '')

    const answers = await Promise.all([
      one.press('Pay $30.00', typed),
      one.press('Pay $30.00', typed),
      two.press('Pay $30.00', typed),
    ])

    const places = new Set(answers.map(({ headers }) => headers.get('location')))
    assert.equal(places.size, 1)
    assert.equal((await stripe.charges.list()).data.length, 1)
    assert.match((await one.open(url ?? '')).text, /You’re all done here/)
  })
})

describe('a card whose bank asks', () => {
  it('goes by the bank’s page and on to the seller', async (t) => {
    const { sessions, selling, newBrowser } = await checkoutShop(t)
    const session = await selling()
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const bank = await browser.press('Pay $30.00', withCard(ASKS_BANK))
    assert.match(bank.text, /Is this you\?/)
    assert.equal((await sessions.retrieve(session.id)).status, 'open')

    const done = await browser.press('Complete authentication')

    assert.equal(done.headers.get('location'), `https://shop.test/done?session=${session.id}`)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
  })

  it('comes back to the form when the payer fails there', async (t) => {
    const { sessions, selling, newBrowser } = await checkoutShop(t)
    const session = await selling()
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $30.00', withCard(ASKS_BANK))

    const back = await browser.press('Fail authentication')
    assert.match(back.text, /Your bank could not confirm that it was you\. Nothing was charged/)
    await browser.press('Pay $30.00', typed)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
  })
})

describe('subscribing', () => {
  it('makes customer and subscription, paid at once', async (t) => {
    const { sessions, subscribing, newBrowser, news } = await checkoutShop(t)
    const session = await subscribing({ subscription_data: { metadata: { team: '7' } } })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Subscribe to Harbour \$29\.00 per month/)

    await browser.press('Subscribe', typed)

    const done = await sessions.retrieve(session.id, { expand: ['subscription', 'customer'] })
    const subscription = Object(done.subscription) as Stripe.Subscription
    assert.deepEqual([done.status, done.payment_status], ['complete', 'paid'])
    assert.deepEqual([subscription.status, subscription.metadata.team], ['active', '7'])
    assert.equal(Object(done.customer).email, 'jenny@example.test')
    assert.equal(done.invoice, subscription.latest_invoice)
    assert.ok(subscription.default_payment_method)
    assert.deepEqual(news().slice(0, 3), [
      'customer.created',
      'customer.subscription.created',
      'invoice.created',
    ])
    assert.deepEqual(news().slice(-4), [
      'customer.subscription.updated',
      'checkout.session.completed',
      'invoice_payment.paid',
      'payment_method.attached',
    ])
  })

  it('begins with a trial once the card is saved', async (t) => {
    const { sessions, subscribing, newBrowser, now } = await checkoutShop(t)
    const session = await subscribing({ subscription_data: { trial_period_days: 14 } })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /14 days free Then \$29\.00 per month, starting Oct 7, 2026/)
    const bank = await browser.press('Start trial', withCard(ASKS_BANK))
    assert.match(bank.text, /wants to save how you pay/)
    await browser.press('Complete authentication')

    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    const subscription = Object(done.subscription) as Stripe.Subscription
    assert.deepEqual([done.status, done.payment_status], ['complete', 'no_payment_required'])
    assert.deepEqual([done.amount_total, done.setup_intent], [0, null])
    assert.equal(subscription.status, 'trialing')
    assert.equal(subscription.trial_end, now() + 14 * 86_400)
    assert.ok(subscription.default_payment_method)
  })

  it('adds up to what is due today, when something is sold beside a trial', async (t) => {
    const { subscribing, beans, plan, newBrowser } = await checkoutShop(t)
    const session = await subscribing({
      line_items: [
        { price: plan.id, quantity: 2 },
        { price: beans.id, quantity: 1 },
      ],
      subscription_data: { trial_period_days: 14 },
    })
    const { text } = await newBrowser().open(session.url ?? '')
    assert.match(text, /\$15\.00 Then \$58\.00 per month, starting Oct 7, 2026/)
    assert.match(text, /2 × \$29\.00 per month 14 days free .* Total due today \$15\.00/)
  })

  it('stays one subscription through declines and banks that ask', async (t) => {
    const { stripe, sessions, subscribing, newBrowser } = await checkoutShop(t)
    const session = await subscribing()
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const declined = await browser.press('Subscribe', withCard(DECLINES))
    assert.match(declined.text, /insufficient funds/)
    await browser.press('Subscribe', withCard(ASKS_BANK))
    await browser.press('Complete authentication')

    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    const { data } = await stripe.subscriptions.list({ status: 'all' })
    assert.deepEqual(
      data.map(({ status }) => status),
      ['active'],
    )
    assert.equal((await stripe.customers.list()).data.length, 1)
  })
})

describe('saving a card', () => {
  it('keeps it with its customer', async (t) => {
    const { stripe, sessions, urls, newBrowser } = await checkoutShop(t)
    const customer = await stripe.customers.create({ email: 'jenny@example.test' })
    const session = await sessions.create({
      ...{ mode: 'setup', currency: 'usd', customer: customer.id, ...urls },
    })
    assert.deepEqual([session.amount_total, session.payment_status], [null, 'no_payment_required'])
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Save your card with Harbour/)
    await browser.press('Save card', typed)

    const done = await sessions.retrieve(session.id, { expand: ['setup_intent'] })
    assert.equal(done.status, 'complete')
    const method = idOf(Object(done.setup_intent).payment_method)
    const { data } = await stripe.customers.listPaymentMethods(customer.id)
    assert.deepEqual(
      data.map(({ id }) => id),
      [method],
    )
  })
})

describe('the end of a session', () => {
  it('comes by itself after a day', async (t) => {
    const { sessions, selling, newBrowser, advance, news } = await checkoutShop(t)
    const session = await selling()
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $30.00', withCard(DECLINES))
    advance(86_401)

    const over = await sessions.retrieve(session.id)
    assert.deepEqual([over.status, over.url], ['expired', null])
    assert.deepEqual(news().slice(-2), ['payment_intent.canceled', 'checkout.session.expired'])
    const page = await browser.post(session.url ?? '', typed)
    assert.equal(page.status, 410)
    assert.match(page.text, /This checkout has expired Nothing was charged/)
    assert.match(page.html, /<h1>This checkout has expired/)
  })

  it('can be brought about by the seller, but not after a payment', async (t) => {
    const { sessions, subscribing, stripe, newBrowser } = await checkoutShop(t)
    const session = await subscribing()
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', withCard(DECLINES))

    assert.equal((await sessions.expire(session.id)).status, 'expired')

    const { data } = await stripe.subscriptions.list({ status: 'all' })
    assert.deepEqual(
      data.map(({ status }) => status),
      ['incomplete_expired'],
    )
    await assert.rejects(sessions.expire(session.id), /status in \["open"\] can be expired/)
  })
})

describe('a stranger', () => {
  it('finds nothing under a made-up address, and cannot send the form from elsewhere', async (t) => {
    const { selling, newBrowser, news } = await checkoutShop(t)
    const browser = newBrowser()
    assert.equal((await browser.open('/c/pay/cs_test_none')).status, 404)
    const { url } = await selling()
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    const refused = await browser.post(url ?? '', typed, elsewhere)
    assert.equal(refused.status, 403)
    assert.deepEqual(news(), [])
  })
})
