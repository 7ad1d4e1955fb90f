import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { connect, createExtension } from '../../../testing.js'
import { checkoutShop, DECLINES, typed, withCard } from '../../../test/worlds/checkout.js'
import { idOf } from '../reference.js'

const DAY = 86_400

describe('a checkout on a connected account', () => {
  it('earns its application the fee', async (t) => {
    const { client, account, platform, beans, plan, urls, newBrowser, advance, stripe } =
      await checkoutShop(t)
    const owner = createExtension(platform)
    connect(platform, owner, { account: account.account.id })
    const acting = client(owner.keys.test.secret, { stripeAccount: account.account.id })
    const once = await acting.checkout.sessions.create({
      ...{ mode: 'payment', line_items: [{ price: beans.id, quantity: 2 }], ...urls },
      payment_intent_data: { application_fee_amount: 500, metadata: { order: '6' } },
    })
    const monthly = await acting.checkout.sessions.create({
      ...{ mode: 'subscription', line_items: [{ price: plan.id, quantity: 1 }], ...urls },
      subscription_data: { application_fee_percent: 10 },
    })
    const browser = newBrowser()
    await browser.open(once.url ?? '')
    await browser.press('Pay $30.00', typed)
    await browser.open(monthly.url ?? '')
    await browser.press('Subscribe', typed)
    advance(5)

    const fees = await client(owner.keys.test.secret).applicationFees.list()
    assert.deepEqual(
      fees.data.map(({ amount }) => amount),
      [290, 500],
    )
    const [, intent] = (await stripe.paymentIntents.list()).data
    assert.deepEqual(
      [intent?.metadata, intent?.application],
      [{ order: '6' }, owner.clientIds.test],
    )
  })

  it('is refused a fee that nobody would earn', async (t) => {
    const { selling, subscribing } = await checkoutShop(t)
    await assert.rejects(selling({ payment_intent_data: { application_fee_amount: 500 } }), {
      param: 'payment_intent_data[application_fee_amount]',
    })
    await assert.rejects(subscribing({ subscription_data: { application_fee_percent: 10 } }), {
      param: 'subscription_data[application_fee_percent]',
    })
    const nobody = { transfer_data: { destination: 'acct_none' } }
    await assert.rejects(selling({ payment_intent_data: nobody }), {
      param: 'payment_intent_data[transfer_data][destination]',
    })
  })
})

describe('money that is held', () => {
  it('completes the session unpaid, until the seller takes it', async (t) => {
    const { stripe, sessions, selling, newBrowser, news } = await checkoutShop(t)
    const session = await selling({ payment_intent_data: { capture_method: 'manual' } })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $30.00', typed)

    const held = await sessions.retrieve(session.id)
    assert.deepEqual([held.status, held.payment_status], ['complete', 'unpaid'])
    await stripe.paymentIntents.capture(idOf(held.payment_intent ?? ''))
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    assert.equal(news().filter((type) => type.startsWith('checkout.session.')).length, 1)
  })
})

describe('a customer on a test clock', () => {
  it('checks out in the clock’s time', async (t) => {
    const { stripe, sessions, subscribing, newBrowser, now } = await checkoutShop(t)
    const frozen_time = now() + 100 * DAY
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time })
    const customer = await stripe.customers.create({
      ...{ email: 'ida@example.test', test_clock: clock.id },
    })
    const session = await subscribing({ customer: customer.id })
    assert.equal(session.expires_at, frozen_time + DAY)
    const other = await subscribing({ customer: customer.id })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', typed)

    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    const subscription = Object(done.subscription) as Stripe.Subscription
    assert.deepEqual([subscription.status, subscription.start_date], ['active', frozen_time])
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: frozen_time + 2 * DAY })
    assert.equal((await sessions.retrieve(other.id)).status, 'expired')
  })
})

describe('a known customer', () => {
  it('stays who they are, unless the seller lets the checkout update them', async (t) => {
    const { stripe, selling, newBrowser } = await checkoutShop(t)
    const { id: customer } = await stripe.customers.create({ name: 'Ida' })
    const browser = newBrowser()
    await browser.open((await selling({ customer })).url ?? '')
    await browser.press('Pay $30.00', typed)
    const kept = await stripe.customers.retrieve(customer)
    assert.deepEqual([Object(kept).name, Object(kept).email], ['Ida', 'jenny@example.test'])

    const customer_update = { name: 'auto', address: 'auto' } as const
    await browser.open((await selling({ customer, customer_update })).url ?? '')
    assert.match(browser.page.text, /Email jenny@example\.test/)
    await browser.press('Pay $30.00', typed)
    const updated = Object(await stripe.customers.retrieve(customer)) as Stripe.Customer
    assert.deepEqual([updated.name, updated.address?.postal_code], ['Jenny Rosen', '94103'])
  })

  it('may pay a first invoice with credit', async (t) => {
    const { stripe, sessions, subscribing, newBrowser } = await checkoutShop(t)
    const { id: customer } = await stripe.customers.create({ balance: -5000 })
    const session = await subscribing({ customer })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', typed)
    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    assert.deepEqual([done.status, Object(done.subscription).status], ['complete', 'active'])
    assert.equal((await stripe.charges.list()).data.length, 0)
  })

  it('needs no card where nothing is due and the seller asks for none', async (t) => {
    const { sessions, subscribing, newBrowser } = await checkoutShop(t)
    const session = await subscribing({
      ...{ payment_method_collection: 'if_required', subscription_data: { trial_period_days: 7 } },
    })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.doesNotMatch(page.text, /Card number/)
    await browser.press('Start trial', { email: 'jenny@example.test' })
    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    assert.deepEqual([done.status, Object(done.subscription).status], ['complete', 'trialing'])
  })
})

describe('an invoice afterwards', () => {
  it('shows what was paid, with its discount, and is paid by the same payment', async (t) => {
    const { stripe, sessions, selling, newBrowser, news } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'third', amount_off: 1000, currency: 'usd' })
    const session = await selling({
      ...{ discounts: [{ coupon: 'third' }], invoice_creation: { enabled: true } },
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $20.00', typed)

    const done = await sessions.retrieve(session.id, { expand: ['invoice'] })
    const invoice = Object(done.invoice) as Stripe.Invoice
    assert.deepEqual(
      [invoice.status, invoice.subtotal, invoice.total, invoice.amount_paid],
      ['paid', 3000, 2000, 2000],
    )
    assert.ok(invoice.number)
    assert.equal(invoice.lines.data[0]?.description, 'Beans')
    assert.equal((await stripe.paymentIntents.list()).data.length, 1)
    assert.equal((await stripe.coupons.retrieve('third')).times_redeemed, 1)
    assert.equal(news().filter((type) => type === 'invoice.paid').length, 1)
    assert.equal(news().at(-1), 'checkout.session.completed')
  })
})

describe('what a customer owes or has', () => {
  it('is shown before the first invoice asks for it', async (t) => {
    const { stripe, sessions, subscribing, newBrowser } = await checkoutShop(t)
    const { id: customer } = await stripe.customers.create({ balance: -900 })
    await stripe.invoiceItems.create({ customer, amount: 400, currency: 'usd' })
    const session = await subscribing({ customer })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Subtotal \$29\.00 Your credit −\$5\.00 Total due today \$24\.00/)
    await browser.press('Subscribe', typed)
    assert.equal((await sessions.retrieve(session.id)).status, 'complete')
    assert.deepEqual(
      (await stripe.charges.list()).data.map(({ amount }) => amount),
      [2400],
    )
  })

  it('is told what stands in the way, and nothing breaks', async (t) => {
    const { stripe, subscribing, newBrowser, news } = await checkoutShop(t)
    const { id: customer } = await stripe.customers.create({ email: 'ida@example.test' })
    await stripe.coupons.create({ id: 'fifth', percent_off: 20, duration: 'once' })
    const session = await subscribing({ customer, discounts: [{ coupon: 'fifth' }] })
    await stripe.coupons.del('fifth')
    const browser = newBrowser()
    assert.equal((await browser.open(session.url ?? '')).status, 200)
    const told = await browser.press('Subscribe', typed)
    assert.equal(told.status, 400)
    assert.match(told.text, /No such coupon: 'fifth'/)
    assert.ok(!news().includes('customer.subscription.created'))
  })

  it('is paid before a trial begins', async (t) => {
    const { stripe, sessions, subscribing, newBrowser } = await checkoutShop(t)
    const { id: customer } = await stripe.customers.create()
    await stripe.invoiceItems.create({ customer, amount: 400, currency: 'usd' })
    const session = await subscribing({ customer, subscription_data: { trial_period_days: 7 } })
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /Due from before \$4\.00 Total due today \$4\.00/)
    await browser.press('Start trial', typed)
    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    assert.deepEqual([done.status, Object(done.subscription).status], ['complete', 'trialing'])
  })
})

describe('a coupon that is good for one', () => {
  it('is not used up by a try that came to nothing', async (t) => {
    const { stripe, sessions, plan, subscribing, newBrowser } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'one', percent_off: 50, max_redemptions: 1 })
    const session = await subscribing({
      discounts: [{ coupon: 'one' }],
      line_items: [{ price: plan.id, quantity: 1, adjustable_quantity: { enabled: true } }],
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', withCard(DECLINES))
    await browser.press('Update', { quantity: '2' })
    await browser.press('Subscribe', typed)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    assert.equal((await stripe.coupons.retrieve('one')).times_redeemed, 1)
  })
})

describe('a first invoice that is gone before its checkout', () => {
  async function declinedTrial(t: TestContext) {
    const shop = await checkoutShop(t)
    const { stripe, subscribing, newBrowser } = shop
    const { id: customer } = await stripe.customers.create({ balance: 500 })
    const session = await subscribing({ customer, subscription_data: { trial_period_days: 7 } })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Start trial', withCard(DECLINES))
    const list = async () =>
      (await stripe.subscriptions.list({ customer, status: 'all' })).data.map(
        ({ id, status }) => `${id} ${status}`,
      )
    const [begun] = (await stripe.subscriptions.list({ customer, status: 'all' })).data
    assert.equal(begun?.status, 'incomplete')
    return { ...shop, session, browser, begun, list, invoice: idOf(begun.latest_invoice ?? '') }
  }

  it('takes its subscription along, on a longer trial too', async (t) => {
    const { stripe, sessions, session, browser, begun, list, invoice } = await declinedTrial(t)
    const trial_end = (begun.trial_end ?? 0) + DAY
    assert.equal((await stripe.subscriptions.update(begun.id, { trial_end })).status, 'incomplete')
    await stripe.invoices.voidInvoice(invoice)
    await browser.press('Start trial', typed)
    const { subscription } = await sessions.retrieve(session.id)
    assert.deepEqual(await list(), [
      `${idOf(subscription ?? '')} trialing`,
      `${begun.id} incomplete_expired`,
    ])
  })

  it('takes its subscription along when the seller gave up on it, and then on the session', async (t) => {
    const { stripe, sessions, session, begun, list, invoice } = await declinedTrial(t)
    await stripe.invoices.markUncollectible(invoice)
    assert.deepEqual(await list(), [`${begun.id} incomplete`])
    await sessions.expire(session.id)
    assert.deepEqual(await list(), [`${begun.id} incomplete_expired`])
  })

  it('buys nothing: the next try begins another subscription and pays for it', async (t) => {
    const { stripe, sessions, subscribing, newBrowser, advance } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'one', percent_off: 50, max_redemptions: 1 })
    const session = await subscribing({ discounts: [{ coupon: 'one' }] })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Subscribe', withCard(DECLINES))
    advance(23.5 * 3600)
    const tried = await sessions.retrieve(session.id, { expand: ['subscription'] })
    assert.deepEqual(
      [tried.status, Object(tried.subscription).status],
      ['open', 'incomplete_expired'],
    )

    await browser.open(session.url ?? '')
    await browser.press('Subscribe', typed)

    const done = await sessions.retrieve(session.id, { expand: ['subscription'] })
    assert.deepEqual([done.payment_status, Object(done.subscription).status], ['paid', 'active'])
    const paid = (await stripe.charges.list()).data.filter(({ status }) => status === 'succeeded')
    assert.deepEqual(
      paid.map(({ amount }) => amount),
      [1450],
    )
    assert.equal((await stripe.coupons.retrieve('one')).times_redeemed, 1)
  })
})
