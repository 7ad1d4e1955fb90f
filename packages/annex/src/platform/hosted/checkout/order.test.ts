/** What a payer may still decide about an order: what goes along with it, and how it is sent. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { checkoutShop, DECLINES, typed, withCard } from '../../../test/worlds/checkout.js'
import { idOf } from '../../objects/reference.js'

const EXPRESS = {
  display_name: 'Express',
  type: 'fixed_amount',
  fixed_amount: { amount: 1200, currency: 'usd' },
  delivery_estimate: {
    minimum: { unit: 'business_day', value: 1 },
    maximum: { unit: 'business_day', value: 2 },
  },
} as const

async function sent(t: TestContext, more: Stripe.Checkout.SessionCreateParams = {}) {
  const shop = await checkoutShop(t)
  const { stripe, selling } = shop
  const post = await stripe.shippingRates.create({
    ...{ display_name: 'Post', type: 'fixed_amount' },
    fixed_amount: { amount: 500, currency: 'usd' },
  })
  const session = await selling({
    shipping_options: [{ shipping_rate: post.id }, { shipping_rate_data: EXPRESS }],
    ...more,
  })
  return { ...shop, post, session }
}

describe('shipping rates', () => {
  it('are chosen from, and paid with what is sent', async (t) => {
    const { stripe, sessions, session, post, newBrowser } = await sent(t)
    assert.deepEqual(
      [session.amount_subtotal, session.amount_total, session.total_details?.amount_shipping],
      [3000, 3500, 500],
    )
    assert.equal(session.shipping_cost?.shipping_rate, post.id)
    const [, express] = session.shipping_options
    assert.equal(express?.shipping_amount, 1200)
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Shipping Post \$5\.00 Express 1 to 2 business days \$12\.00/)
    assert.match(page.text, /Subtotal \$30\.00 Shipping \$5\.00 Total due today \$35\.00/)

    await browser.press('Update shipping', { shipping_rate: idOf(express?.shipping_rate ?? '') })
    await browser.press('Pay $42.00', typed)

    const done = await sessions.retrieve(session.id, { expand: ['shipping_cost.shipping_rate'] })
    assert.deepEqual(
      [done.payment_status, done.amount_total, done.shipping_cost?.amount_total],
      ['paid', 4200, 1200],
    )
    assert.equal(Object(done.shipping_cost?.shipping_rate).display_name, 'Express')
    const [charge] = (await stripe.charges.list()).data
    assert.equal(charge?.amount, 4200)
  })

  it('stand on the invoice of a payment, and no coupon is for them', async (t) => {
    const { stripe, sessions, session, newBrowser } = await sent(t, {
      ...{ invoice_creation: { enabled: true }, allow_promotion_codes: true },
    })
    await stripe.coupons.create({ id: 'half', percent_off: 50 })
    await stripe.promotionCodes.create({
      ...{ code: 'HALF', promotion: { type: 'coupon', coupon: 'half' } },
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Apply', { code: 'half' })
    await browser.press('Pay $20.00', typed)
    const done = await sessions.retrieve(session.id, { expand: ['invoice'] })
    const invoice = Object(done.invoice) as Stripe.Invoice
    assert.deepEqual([invoice.total, invoice.amount_paid, invoice.status], [2000, 2000, 'paid'])
    assert.ok(invoice.lines.data.some(({ description }) => description === 'Post'))
  })

  it('may change while nobody has paid, and come with a payment link', async (t) => {
    const { stripe, sessions, session, beans, post, newBrowser } = await sent(t)
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $35.00', withCard(DECLINES))
    const fewer = await sessions.update(session.id, {
      shipping_options: [{ shipping_rate_data: { ...EXPRESS, display_name: 'Only' } }],
    })
    assert.deepEqual([fewer.amount_total, fewer.payment_intent], [4200, null])
    const none = await sessions.update(session.id, { shipping_options: '' })
    assert.deepEqual([none.amount_total, none.shipping_cost], [3000, null])

    const link = await stripe.paymentLinks.create({
      line_items: [{ price: beans.id, quantity: 1 }],
      shipping_options: [{ shipping_rate: post.id }],
    })
    assert.equal(link.shipping_options[0]?.shipping_amount, 500)
    const page = await browser.open(link.url)
    assert.match(page.text, /Total due today \$20\.00/)
  })

  it('are refused where they make no sense', async (t) => {
    const { stripe, selling, subscribing, post, session, newBrowser } = await sent(t)
    const shipping_options = [{ shipping_rate: post.id }]
    await assert.rejects(subscribing({ shipping_options }), { param: 'shipping_options' })
    const six = Array.from({ length: 6 }, () => ({ shipping_rate: post.id }))
    await assert.rejects(selling({ shipping_options: six }), { message: /at most 5/ })
    const unpriced = { display_name: 'Post', type: 'fixed_amount' } as const
    await assert.rejects(selling({ shipping_options: [{ shipping_rate_data: unpriced }] }), {
      param: 'shipping_options[0][shipping_rate_data][fixed_amount]',
    })
    const euros = { ...EXPRESS, fixed_amount: { amount: 100, currency: 'eur' } }
    await assert.rejects(selling({ shipping_options: [{ shipping_rate_data: euros }] }), {
      message: /no amount in usd/,
    })
    const gift = { ...EXPRESS, fixed_amount: { amount: -100, currency: 'usd' } }
    await assert.rejects(selling({ shipping_options: [{ shipping_rate_data: gift }] }), {
      param: 'shipping_options[0][shipping_rate_data][fixed_amount][amount]',
    })
    await stripe.shippingRates.update(post.id, { active: false })
    await assert.rejects(selling({ shipping_options }), { message: /inactive/ })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const strange = await browser.post(session.url ?? '', {
      ...{ action: 'shipping', shipping_rate: 'shr_none' },
    })
    assert.equal(strange.status, 400)
    assert.match(strange.text, /No such shipping option/)
  })
})

describe('optional items', () => {
  it('go into the order and out of it', async (t) => {
    const { stripe, sessions, selling, newBrowser } = await checkoutShop(t)
    const cup = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 800, product_data: { name: 'Cup' } },
    })
    const optional_items = [
      { price: cup.id, quantity: 1, adjustable_quantity: { enabled: true, maximum: 3 } },
    ]
    const session = await selling({ optional_items })
    assert.deepEqual(session.optional_items, [
      {
        ...{ price: cup.id, quantity: 1 },
        adjustable_quantity: { enabled: true, minimum: 0, maximum: 3 },
      },
    ])
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Add to your order Cup \$8\.00 Add/)
    await browser.press('Add Cup')
    await browser.press('Update', { quantity: '2' })
    assert.equal((await sessions.retrieve(session.id)).amount_total, 4600)
    await browser.press('Remove Cup')
    assert.equal((await sessions.retrieve(session.id)).amount_total, 3000)
    await browser.press('Add Cup')
    await browser.press('Pay $38.00', typed)
    const { data } = await sessions.listLineItems(session.id)
    assert.deepEqual(
      data.map(({ description, quantity }) => [description, quantity]),
      [
        ['Beans', 2],
        ['Cup', 1],
      ],
    )
  })

  it('come with a payment link', async (t) => {
    const { stripe, beans, plan, newBrowser } = await checkoutShop(t)
    const cup = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 800, product_data: { name: 'Cup' } },
    })
    const line_items = [{ price: beans.id, quantity: 1 }]
    const link = await stripe.paymentLinks.create({
      ...{ line_items, optional_items: [{ price: cup.id, quantity: 1 }] },
    })
    assert.equal(link.optional_items?.[0]?.price, cup.id)
    const { tax_id_collection } = await stripe.paymentLinks.update(link.id, {
      tax_id_collection: { enabled: true },
    })
    assert.deepEqual(tax_id_collection, { enabled: true, required: 'never' })
    const browser = newBrowser()
    await browser.open(link.url)
    const page = await browser.press('Add Cup')
    assert.match(page.text, /Tax ID Business name/)
    assert.match(page.text, /Total due today \$23\.00/)
    await assert.rejects(
      stripe.paymentLinks.create({ line_items, optional_items: [{ price: plan.id, quantity: 1 }] }),
      { param: 'optional_items[0][price]' },
    )
  })

  it('can begin a subscription of their own, and leave what was ordered alone', async (t) => {
    const { stripe, sessions, subscribing, plan, newBrowser } = await checkoutShop(t)
    const help = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 500, product_data: { name: 'Help' } },
      recurring: { interval: 'month' },
    })
    const session = await subscribing({ optional_items: [{ price: help.id, quantity: 1 }] })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const [line] = (await sessions.listLineItems(session.id)).data
    await browser.post(session.url ?? '', { action: 'remove_item', line: line?.id ?? '' })
    const nothing = await browser.post(session.url ?? '', { action: 'add_item', price: plan.id })
    assert.equal(nothing.status, 400)
    await browser.open(session.url ?? '')
    await browser.press('Add Help')
    await browser.press('Subscribe', typed)
    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    const { items } = Object(done.subscription) as Stripe.Subscription
    assert.deepEqual(
      items.data.map(({ price }) => price.id).toSorted(),
      [plan.id, help.id].toSorted(),
    )
  })

  it('are refused where they make no sense', async (t) => {
    const { selling, plan, beans } = await checkoutShop(t)
    const refused = (option: Stripe.Checkout.SessionCreateParams.OptionalItem) =>
      selling({ optional_items: [option] })
    await assert.rejects(refused({ price: plan.id, quantity: 1 }), {
      param: 'optional_items[0][price]',
    })
    await assert.rejects(refused({ price: beans.id, quantity: 0 }), {
      param: 'optional_items[0][quantity]',
    })
    const price = { price: beans.id, quantity: 1 }
    await assert.rejects(selling({ optional_items: Array.from({ length: 11 }, () => price) }), {
      message: /at most 10/,
    })
  })
})

describe('a checkout that expired', () => {
  const after_expiration = { recovery: { enabled: true, allow_promotion_codes: true } }
  const DAY = 86_400

  it('leaves a link behind, to another one with the same offer', async (t) => {
    const { stripe, sessions, selling, newBrowser, advance, now } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'third', amount_off: 1000, currency: 'usd' })
    const session = await selling({ after_expiration, discounts: [{ coupon: 'third' }] })
    const { recovery } = session.after_expiration ?? {}
    assert.deepEqual([recovery?.url, recovery?.expires_at], [null, null])
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $20.00', withCard(DECLINES))
    assert.equal((await browser.open(`/c/recover/${session.id}`)).status, 410)
    advance(DAY)
    const expired = await sessions.retrieve(session.id)
    const link = expired.after_expiration?.recovery
    assert.equal(link?.expires_at, now() + 30 * DAY)
    const [event] = (await stripe.events.list({ type: 'checkout.session.expired' })).data
    assert.equal(Object(event?.data.object).after_expiration.recovery.url, link.url)

    // Their coupon was for the first time.
    const page = await browser.open(link.url ?? '')
    assert.match(page.text, /Beans .* Total due today \$30\.00/)
    await browser.press('Pay $30.00', typed)
    const [recovered] = (await sessions.list()).data
    assert.deepEqual(
      [recovered?.recovered_from, recovered?.payment_status, recovered?.allow_promotion_codes],
      [session.id, 'paid', true],
    )
    const again = await browser.open(link.url ?? '')
    assert.match(again.text, /Total due today \$30\.00/)
    advance(30 * DAY)
    assert.equal((await browser.open(link.url ?? '')).status, 410)
  })

  it('offers it without a coupon that ran out', async (t) => {
    const { stripe, selling, sessions, newBrowser, advance, now } = await checkoutShop(t)
    await stripe.coupons.create({
      ...{ id: 'soon', amount_off: 1000, currency: 'usd', redeem_by: now() + 2 * DAY },
    })
    const session = await selling({
      ...{ after_expiration: { recovery: { enabled: true } }, discounts: [{ coupon: 'soon' }] },
    })
    advance(3 * DAY)
    const expired = await sessions.retrieve(session.id)
    const browser = newBrowser()
    const page = await browser.open(expired.after_expiration?.recovery?.url ?? '')
    assert.match(page.text, /Total due today \$30\.00/)
  })

  it('is over for good where the seller asks for no link', async (t) => {
    const { sessions, selling, newBrowser } = await checkoutShop(t)
    const session = await selling({ after_expiration: { recovery: { enabled: false } } })
    const expired = await sessions.expire(session.id)
    assert.equal(expired.after_expiration, null)
    const browser = newBrowser()
    assert.equal((await browser.open(`/c/recover/${session.id}`)).status, 410)
    assert.equal((await browser.open('/c/recover/cs_test_none')).status, 404)
  })
})
