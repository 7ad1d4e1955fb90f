/** Cards that a customer has saved, in the checkout of somebody who comes again. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { checkoutShop, typed, withCard } from '../../../test/worlds/checkout.js'
import { idOf } from '../../objects/reference.js'

async function returning(t: TestContext) {
  const shop = await checkoutShop(t)
  const { stripe } = shop
  const { id: customer } = await stripe.customers.create({ email: 'ida@example.test' })
  const card = async (token: string, allow_redisplay: 'always' | 'limited' | 'unspecified') => {
    const { id } = await stripe.paymentMethods.attach(token, { customer })
    return stripe.paymentMethods.update(id, { allow_redisplay })
  }
  const visa = await card('pm_card_visa', 'always')
  const hidden = await card('pm_card_mastercard', 'unspecified')
  return { ...shop, customer, card, visa, hidden }
}

const methodOf = ({ payment_method }: Stripe.PaymentIntent) => idOf(payment_method ?? '')

describe('a customer who comes again', () => {
  it('pays with a card they have saved', async (t) => {
    const { stripe, sessions, selling, newBrowser, customer, visa } = await returning(t)
    const session = await selling({ customer })
    assert.deepEqual(session.saved_payment_method_options, {
      allow_redisplay_filters: ['always'],
      payment_method_remove: 'disabled',
      payment_method_save: null,
    })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Visa •••• 4242 Expires .* Another card/)
    assert.doesNotMatch(page.text, /Mastercard/)
    await browser.press('Pay $30.00', { method: visa.id })
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    const [intent] = (await stripe.paymentIntents.list()).data
    assert.ok(intent)
    assert.deepEqual([methodOf(intent), intent.customer], [visa.id, customer])
  })

  it('is shown the cards that the seller lets them see', async (t) => {
    const { selling, newBrowser, customer } = await returning(t)
    const session = await selling({
      customer,
      saved_payment_method_options: { allow_redisplay_filters: ['always', 'unspecified'] },
    })
    const page = await newBrowser().open(session.url ?? '')
    assert.match(page.text, /Mastercard •••• 4444 .* Visa •••• 4242/)
  })

  it('subscribes with one, and saves nothing twice', async (t) => {
    const { stripe, sessions, subscribing, newBrowser, customer, visa } = await returning(t)
    const session = await subscribing({ customer })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', { method: visa.id })
    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    assert.equal(Object(done.subscription).default_payment_method, visa.id)
    const { data } = await stripe.paymentMethods.list({ customer })
    assert.equal(data.length, 2)
  })

  it('may take another card, and is told what is wrong with a saved one', async (t) => {
    const { sessions, selling, newBrowser, customer, card } = await returning(t)
    const bad = await card('pm_card_chargeCustomerFail', 'always')
    const session = await selling({ customer })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const declined = await browser.press('Pay $30.00', { method: bad.id })
    assert.equal(declined.status, 400)
    assert.match(declined.text, /That did not work Your card was declined/)
    const incomplete = await browser.press('Pay $30.00', { method: 'card' })
    assert.equal(incomplete.status, 400)
    await browser.press('Pay $30.00', { ...typed, method: 'card' })
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
  })

  it('cannot pay with what is somebody else’s', async (t) => {
    const { stripe, sessions, selling, newBrowser, customer, hidden } = await returning(t)
    const { id: other } = await stripe.customers.create()
    const theirs = await stripe.paymentMethods.attach('pm_card_visa', { customer: other })
    const session = await selling({ customer })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    for (const method of [theirs.id, hidden.id, 'pm_none']) {
      const { status } = await browser.post(session.url ?? '', { action: 'pay', method })
      assert.equal(status, 400)
    }
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'unpaid')
  })

  it('removes one where the seller allows it, and only there', async (t) => {
    const { stripe, selling, newBrowser, customer, visa, hidden } = await returning(t)
    const browser = newBrowser()
    const closed = await selling({ customer })
    await browser.open(closed.url ?? '')
    await browser.post(closed.url ?? '', { action: 'forget', method: visa.id })
    assert.equal((await stripe.paymentMethods.retrieve(visa.id)).customer, customer)

    const options = { payment_method_remove: 'enabled' } as const
    const session = await selling({ customer, saved_payment_method_options: options })
    await browser.open(session.url ?? '')
    await browser.post(session.url ?? '', { action: 'forget', method: hidden.id })
    assert.equal((await stripe.paymentMethods.retrieve(hidden.id)).customer, customer)
    await browser.open(session.url ?? '')
    await browser.press('Remove Visa •••• 4242')
    assert.equal((await stripe.paymentMethods.retrieve(visa.id)).customer, null)
    assert.doesNotMatch((await browser.open(session.url ?? '')).text, /Visa ••••/)
  })

  it('saves a card for the next time', async (t) => {
    const { stripe, selling, newBrowser, customer, visa } = await returning(t)
    await stripe.paymentMethods.detach(visa.id)
    const options = { payment_method_save: 'enabled' } as const
    const session = await selling({ customer, saved_payment_method_options: options })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Save this card for my next order from Harbour/)
    await browser.press('Pay $30.00', { ...withCard('4000 0000 0000 9995'), save_method: 'yes' })
    await browser.press('Pay $30.00', { ...typed, save_method: 'yes' })
    const next = await selling({ customer })
    assert.match((await browser.open(next.url ?? '')).text, /Visa •••• 4242/)
    const unsaved = await selling({ customer })
    await browser.open(unsaved.url ?? '')
    await browser.press('Pay $30.00', { ...typed, method: 'card', save_method: 'yes' })
    assert.equal((await stripe.paymentMethods.list({ customer })).data.length, 2)
  })

  it('is asked to save one in payment mode alone', async (t) => {
    const { subscribing, selling, newBrowser, customer } = await returning(t)
    const saved_payment_method_options = { payment_method_save: 'enabled' } as const
    await assert.rejects(subscribing({ customer, saved_payment_method_options }), {
      param: 'saved_payment_method_options[payment_method_save]',
    })
    // Nobody is there to keep it for.
    const guest = await selling({ saved_payment_method_options })
    assert.doesNotMatch((await newBrowser().open(guest.url ?? '')).text, /Save this card/)
  })
})
