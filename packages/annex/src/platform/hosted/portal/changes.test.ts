import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { typed } from '../../../test/worlds/checkout.js'
import { portalWorld } from '../../../test/worlds/portal.js'
import { DAY } from '../../../test/worlds/roastery.js'
import { idOf } from '../../objects/reference.js'

describe('changing a plan in the portal', () => {
  it('shows what is due today, takes it, and changes the plan', async (t) => {
    const { visit, browser, stripe, subscription, advance, large, customer } = await portalWorld(t)
    advance(15 * DAY)
    const { url } = await visit()
    const plans = await browser.open(`${url.pathname}/plans/${subscription}`)
    assert.match(plans.text, /Beans · your plan now \$30\.00 per month/)
    assert.match(plans.text, /Beans \$300\.00 per year Office beans \$90\.00 per month/)

    const preview = await browser.press('Continue', { price: large })

    assert.match(preview.text, /From Beans to Office beans \./)
    assert.match(preview.text, /Due today .* −\$15\.00 .* Amount due \$30\.00/)
    assert.match(preview.text, /costs \$90\.00 per month from then on.*Charged to Visa/)
    advance(60)
    const done = await browser.press('Confirm and pay')
    assert.match(done.text, /Your plan was changed\./)
    assert.match(done.text, /Office beans \$90\.00 per month/)
    const changed = await stripe.subscriptions.retrieve(subscription)
    assert.equal(changed.items.data[0]?.price.id, large)
    const [invoice] = (await stripe.invoices.list({ customer, limit: 1 })).data
    assert.deepEqual([invoice?.amount_paid, invoice?.status], [3000, 'paid'])
  })

  it('leaves the plan as it is when the card is declined', async (t) => {
    const { visit, browser, stripe, subscription, customer, large, monthly } = await portalWorld(t)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: bad.id },
    })
    const { url } = await visit()
    await browser.open(`${url.pathname}/plans/${subscription}/change?price=${large}`)
    const declined = await browser.press('Confirm and pay')
    assert.equal(declined.status, 402)
    assert.match(declined.text, /Your card was declined\. Nothing was charged/)
    const { items } = await stripe.subscriptions.retrieve(subscription)
    assert.equal(items.data[0]?.price.id, monthly)
  })

  it('goes through the payer’s bank where their card asks for it', async (t) => {
    const { visit, browser, stripe, subscription, customer, large } = await portalWorld(t)
    const asking = await stripe.paymentMethods.attach('pm_card_authenticationRequired', {
      customer,
    })
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: asking.id },
    })
    const { url } = await visit()
    await browser.open(`${url.pathname}/plans/${subscription}/change?price=${large}`)
    const bank = await browser.press('Confirm and pay')
    assert.match(bank.text, /Is this you\? Harbour asks for \$60\.00/)
    const done = await browser.press('Complete authentication')
    assert.match(done.text, /Your plan was changed\./)
    const { items, status } = await stripe.subscriptions.retrieve(subscription)
    assert.deepEqual([items.data[0]?.price.id, status], [large, 'active'])
  })

  it('changes nothing when the bank was told no, until the invoice is paid', async (t) => {
    const { visit, browser, stripe, subscription, customer, large, monthly } = await portalWorld(t)
    const asking = await stripe.paymentMethods.attach('pm_card_authenticationRequired', {
      customer,
    })
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: asking.id },
    })
    const { url } = await visit()
    await browser.open(`${url.pathname}/plans/${subscription}/change?price=${large}`)
    await browser.press('Confirm and pay')
    const back = await browser.press('Fail authentication')
    assert.match(back.text, /could not confirm that it was you, so nothing has changed yet/)
    assert.match(back.text, /A change of this plan waits until its invoice is paid/)
    assert.match(back.text, /One invoice is still to be paid \$60\.00/)
    const before = await stripe.subscriptions.retrieve(subscription)
    assert.equal(before.items.data[0]?.price.id, monthly)
    const path = /href="(\/invoice\/[^"]+)">Pay now/.exec(back.html)?.[1] ?? ''
    await browser.open(path)
    await browser.press('Pay $60.00', typed)
    const after = await stripe.subscriptions.retrieve(subscription)
    assert.equal(after.items.data[0]?.price.id, large)
  })

  it('holds quantities and codes to what they may be', async (t) => {
    const { visit, browser, stripe, subscription } = await portalWorld(t)
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'forever' })
    await stripe.promotionCodes.create({
      ...{ promotion: { type: 'coupon', coupon: coupon.id }, code: 'HALF' },
    })
    const { url } = await visit()
    await browser.open(`${url.pathname}/plans/${subscription}`)
    const unchanged = await browser.press('Continue')
    assert.match(unchanged.text, /This is the plan you have now/)
    for (const quantity of ['0', '6', '1.5', 'two']) {
      const refused = await browser.press('Continue', { quantity })
      assert.equal(refused.status, 400)
      assert.match(refused.text, /Enter a whole number, 1 to 5\./)
    }
    const unknown = await browser.press('Continue', { quantity: '2', promotion_code: 'NONE' })
    assert.match(unknown.text, /This code isn’t valid/)
    const foreign = await browser.open(
      `${url.pathname}/plans/${subscription}/change?price=price_none`,
    )
    assert.match(foreign.text, /Choose one of the plans/)
    await browser.open(`${url.pathname}/plans/${subscription}`)
    await browser.press('Continue', { quantity: '2', promotion_code: 'half' })
    await browser.press('Confirm')
    const changed = await stripe.subscriptions.retrieve(subscription)
    assert.deepEqual([changed.items.data[0]?.quantity, changed.discounts.length], [2, 1])
    const twice = { price: changed.items.data[0]?.price.id ?? '', quantity: '2' }
    await browser.post(`${url.pathname}/plans/${subscription}/change`, {
      ...{ ...twice, promotion_code: 'half' },
    })
    assert.equal((await stripe.subscriptions.retrieve(subscription)).discounts.length, 1)
  })

  it('waits for the next invoice where nothing is invoiced at once', async (t) => {
    const { visit, browser, stripe, subscription, monthly } = await portalWorld(t)
    const { product } = await stripe.prices.retrieve(monthly)
    const { id: small } = await stripe.prices.create({
      ...{ unit_amount: 1000, currency: 'usd', recurring: { interval: 'month' } },
      product: idOf(product),
    })
    const configuration = await stripe.billingPortal.configurations.create({
      features: {
        subscription_update: {
          ...{ enabled: true, default_allowed_updates: ['price'] },
          products: [{ product: idOf(product), prices: [small] }],
        },
      },
    })
    const { url } = await visit({ configuration: configuration.id })
    await browser.open(`${url.pathname}/plans/${subscription}/change?price=${small}`)
    assert.match(browser.page.text, /Due on Oct 23, 2026 .* Amount due \$10\.00/)
    await browser.press('Confirm')
    const [invoice, ...more] = (await stripe.invoices.list()).data
    assert.deepEqual([invoice?.total, more.length], [3000, 0])
  })
})

describe('changing a plan during its trial', () => {
  it('ends the trial, or goes on with it, as the configuration says', async (t) => {
    for (const trial_update_behavior of ['end_trial', 'continue_trial'] as const) {
      const { stripe, configuration, visit, browser, subscription, large, advance } =
        await portalWorld(t, { subscription: { trial_period_days: 10 } })
      await stripe.billingPortal.configurations.update(configuration, {
        features: { subscription_update: { trial_update_behavior } },
      })
      advance(DAY)
      const { url, text } = await visit()
      assert.match(text, /Trialing .* Free until Oct 3, 2026/)
      await browser.open(`${url.pathname}/plans/${subscription}/change?price=${large}`)
      const ends = trial_update_behavior === 'end_trial'
      assert.match(browser.page.text, ends ? /Due today .* \$90\.00/ : /Due on Oct 3, 2026/)
      await browser.press(ends ? 'Confirm and pay' : 'Confirm')
      const { status } = await stripe.subscriptions.retrieve(subscription)
      assert.equal(status, ends ? 'active' : 'trialing')
    }
  })
})

describe('changing a plan to a new period', () => {
  it('begins it at once where the configuration says so', async (t) => {
    const { stripe, configuration, visit, browser, subscription, large, advance, now } =
      await portalWorld(t)
    await stripe.billingPortal.configurations.update(configuration, {
      features: { subscription_update: { billing_cycle_anchor: 'now' } },
    })
    advance(10 * DAY)
    const { url } = await visit()
    await browser.open(`${url.pathname}/plans/${subscription}/change?price=${large}`)
    assert.match(browser.page.text, /Due today .* −\$20\.00 .* Amount due \$70\.00/)
    await browser.press('Confirm and pay')
    assert.equal((await stripe.subscriptions.retrieve(subscription)).billing_cycle_anchor, now())
  })
})

describe('a session for one thing', () => {
  it('asks to confirm the change, and leads back to the seller', async (t) => {
    const { visit, browser, stripe, subscription, item, yearly } = await portalWorld(t)
    const page = await visit({
      flow_data: {
        type: 'subscription_update_confirm',
        subscription_update_confirm: { subscription, items: [{ id: item, price: yearly }] },
        after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.test/ok' } },
      },
    })
    assert.match(page.text, /Beans : from \$30\.00 per month to \$300\.00 per year/)
    assert.match(page.text, /Due today .* Amount due \$270\.00/)
    const done = await browser.press('Confirm and pay')
    assert.equal(done.headers.get('location'), 'https://shop.test/ok')
    const { items } = await stripe.subscriptions.retrieve(subscription)
    assert.equal(items.data[0]?.price.id, yearly)
  })

  it('may end with words of the seller', async (t) => {
    const { visit, browser, subscription } = await portalWorld(t)
    await visit({
      flow_data: {
        ...{ type: 'subscription_cancel', subscription_cancel: { subscription } },
        after_completion: {
          type: 'hosted_confirmation',
          hosted_confirmation: { custom_message: 'We will miss you.' },
        },
      },
    })
    const done = await browser.press('Cancel plan')
    assert.match(done.text, /That’s done We will miss you\./)
  })

  it('asks for a card first thing', async (t) => {
    const { visit, browser } = await portalWorld(t)
    await visit({ flow_data: { type: 'payment_method_update' } })
    assert.match(browser.page.text, /Add a card/)
    const home = await browser.press('Save card', typed)
    assert.match(home.text, /Your billing/)
  })
})
