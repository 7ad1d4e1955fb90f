import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { portalWorld } from '../../../test/worlds/portal.js'
import { DAY, HOUR } from '../../../test/worlds/roastery.js'

describe('the billing portal', () => {
  it('shows the plan, how it is paid, and what was paid', async (t) => {
    const { visit } = await portalWorld(t)
    const page = await visit()
    assert.match(page.text, /Beans \$30\.00 per month/)
    assert.match(page.text, /Next payment: \$30\.00 on Oct 23, 2026\. Charged to Visa •••• 4242\./)
    assert.match(page.text, /Visa •••• 4242 Default Expires/)
    assert.match(page.text, /Sep 23, 2026 \w+-0001 Paid \$30\.00/)
    assert.match(page.html, /href="https:\/\/shop\.test\/account"/)
  })

  it('says what will appear where nothing is yet', async (t) => {
    const { stripe, open, browser } = await portalWorld(t)
    const { id: customer } = await stripe.customers.create()
    const page = await browser.open((await open({ customer })).url)
    assert.match(page.text, /You have no plan at the moment/)
    assert.match(page.text, /Nothing is saved\. Add a card/)
    assert.match(page.text, /No invoices yet/)
  })

  it('shows and does only what the configuration says', async (t) => {
    const off = { enabled: false }
    const { visit, browser, stripe, subscription } = await portalWorld(t, {
      features: {
        ...{ customer_update: off, subscription_update: off, payment_method_update: off },
        ...{ subscription_cancel: off, invoice_history: { enabled: true } },
      },
    })
    const page = await visit()
    assert.doesNotMatch(page.text, /Change plan|Cancel plan|How you pay|Billing details/)
    assert.match(page.text, /Invoices/)
    const base = page.url.pathname
    for (const below of [`plans/${subscription}`, `plans/${subscription}/cancel`, 'card']) {
      const refused = await browser.open(`${base}/${below}`)
      assert.equal(refused.status, 400)
      assert.match(refused.text, /This can’t be done here/)
    }
    await browser.post(`${base}/plans/${subscription}/cancel`, {})
    const untouched = await stripe.subscriptions.retrieve(subscription)
    assert.equal(untouched.cancel_at_period_end, false)
  })

  it('is open for an hour after each visit, and for five minutes to the first', async (t) => {
    const { open, browser, advance } = await portalWorld(t)
    const [used, unused] = [await open(), await open()]
    advance(299)
    assert.equal((await browser.open(used.url)).status, 200)
    advance(1)
    const late = await browser.open(unused.url)
    assert.equal(late.status, 410)
    assert.match(late.html, /href="https:\/\/shop\.test\/account"/)
    advance(HOUR - 2)
    assert.equal((await browser.open(used.url)).status, 200)
    advance(HOUR)
    assert.equal((await browser.open(used.url)).status, 410)
  })

  it('opens to nobody who guesses, and takes no form from elsewhere', async (t) => {
    const { open, browser, stripe, subscription } = await portalWorld(t)
    const { url } = await open()
    assert.equal((await browser.open(`${url.slice(0, -1)}!`)).status, 404)
    assert.equal((await browser.open('/p/session/bps_none/x')).status, 404)
    const forged = await browser.post(
      `${url}/plans/${subscription}/cancel`,
      {},
      { 'sec-fetch-site': 'cross-site' },
    )
    assert.equal(forged.status, 403)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).cancel_at, null)
  })

  it('touches nothing of another customer', async (t) => {
    const { stripe, visit, browser, monthly } = await portalWorld(t)
    const stranger = await stripe.customers.create({ name: 'Eve' })
    const theirs = await stripe.subscriptions.create({
      ...{ customer: stranger.id, items: [{ price: monthly }] },
      ...{ collection_method: 'send_invoice', days_until_due: 5 },
    })
    const card = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: stranger.id })
    const { url } = await visit()
    const ended = await browser.post(`${url.pathname}/plans/${theirs.id}/cancel`, {})
    assert.match(ended.text, /This plan has ended already/)
    const method = await browser.post(`${url.pathname}/methods/${card.id}`, { action: 'remove' })
    assert.match(method.text, /not saved any more/)
    assert.equal((await stripe.subscriptions.retrieve(theirs.id)).cancel_at, null)
    assert.equal((await stripe.paymentMethods.retrieve(card.id)).customer, stranger.id)
  })

  it('lives in the time of its customer’s test clock', async (t) => {
    const { stripe, open, browser, monthly, now } = await portalWorld(t)
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: now() + 100 * DAY })
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.subscriptions.create({
      ...{ customer, items: [{ price: monthly }], default_payment_method: card.id },
    })
    const page = await browser.open((await open({ customer })).url)
    assert.match(page.text, /Next payment: \$30\.00 on Feb 1, 2027/)
  })
})

describe('canceling in the portal', () => {
  it('ends the plan with its period, for a reason, until somebody thinks better of it', async (t) => {
    const { visit, browser, stripe, subscription, news } = await portalWorld(t)
    await visit()
    await browser.open(`${browser.page.url.pathname}/plans/${subscription}/cancel`)
    assert.match(browser.page.text, /Beans stays yours until Oct 23, 2026/)
    news()

    const done = await browser.press('Cancel plan', { reason: 'unused', comment: 'I drink tea' })

    assert.match(done.text, /Your plan was canceled\./)
    assert.match(done.text, /Ends on Oct 23, 2026\. Nothing is charged after that\./)
    const ending = await stripe.subscriptions.retrieve(subscription)
    assert.equal(ending.cancel_at_period_end, true)
    assert.deepEqual(
      [ending.cancellation_details?.feedback, ending.cancellation_details?.comment],
      ['unused', 'I drink tea'],
    )
    assert.deepEqual(news(), ['customer.subscription.updated'])
    const kept = await browser.press('Keep plan')
    assert.match(kept.text, /Your plan goes on\..*Next payment: \$30\.00/)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).cancel_at, null)
  })

  it('ends it at once where the configuration says so, with credit for the rest', async (t) => {
    const { visit, browser, stripe, subscription, advance, customer } = await portalWorld(t, {
      features: {
        subscription_cancel: {
          ...{ enabled: true, mode: 'immediately', proration_behavior: 'create_prorations' },
        },
      },
    })
    advance(15 * DAY)
    await visit()
    const page = await browser.open(`${browser.page.url.pathname}/plans/${subscription}/cancel`)
    assert.match(page.text, /Beans ends at once\. What you paid for the rest .* is credited/)
    assert.doesNotMatch(page.text, /Why do you cancel/)
    await browser.press('Cancel plan')
    assert.equal((await stripe.subscriptions.retrieve(subscription)).status, 'canceled')
    const { data } = await stripe.invoiceItems.list({ customer, pending: true })
    assert.deepEqual(
      data.map(({ amount }) => amount),
      [-1500],
    )
  })

  it('passes on no reason that was not offered', async (t) => {
    const { visit, browser, stripe, subscription } = await portalWorld(t)
    await visit()
    await browser.open(`${browser.page.url.pathname}/plans/${subscription}/cancel`)
    await browser.press('Cancel plan', { reason: 'low_quality' })
    const { cancellation_details } = await stripe.subscriptions.retrieve(subscription)
    assert.equal(cancellation_details?.feedback, null)
  })

  it('offers a discount to those who stay, when the session does', async (t) => {
    const { visit, browser, stripe, subscription } = await portalWorld(t)
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'forever' })
    const page = await visit({
      flow_data: {
        type: 'subscription_cancel',
        subscription_cancel: {
          subscription,
          retention: { type: 'coupon_offer', coupon_offer: { coupon: coupon.id } },
        },
      },
    })
    assert.match(page.text, /Stay, and pay less: 25% off/)
    const stayed = await browser.press('Keep plan with discount')
    assert.match(stayed.text, /Next payment: \$22\.50/)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).discounts.length, 1)
    const base = page.url.pathname.replace(/\/plans\/.*$/, '')
    const again = await browser.post(`${base}/plans/${subscription}/stay`, {})
    assert.match(again.text, /This offer doesn’t hold any more/)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).discounts.length, 1)
  })
})
