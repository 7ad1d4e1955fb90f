/** Charging for the application, on both halves over HTTP: choose, pay, come back, and all that goes between. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { BillingChange } from '../../extension.js'
import { charging, HARBOUR, NORTHWIND, STARTER, until } from '../worlds/charging.js'
import { typed } from '../worlds/checkout.js'

describe('buying a plan', () => {
  it('leads to Checkout and back, and is known at once', async (test: TestContext) => {
    const told: BillingChange[] = []
    const world = await charging(test, { onBillingChange: (change) => void told.push(change) })
    const path = await world.connect(HARBOUR)
    const { atExtension } = world.person()
    const before = await atExtension.open(path)
    assert.match(before.text, /Plan Choose a plan No plan yet/)

    await atExtension.open(`${path}/plan`)
    const left = await atExtension.press('Choose Starter per month')
    const payer = world.payer()
    const checkout = await payer.open(left.headers.get('location') ?? '')
    assert.match(checkout.text, /Starter .*\$29\.00/)
    const paid = await payer.press('Subscribe', typed)
    const back = await atExtension.open(paid.headers.get('location') ?? '')

    assert.equal(back.url.pathname, `${path}/plan`)
    assert.equal(back.url.search, '')
    assert.match(back.text, /Starter .*\$29\.00 per month .*Active Next payment/)
    const billing = await world.extension.billing.status(HARBOUR.account)
    assert.equal(billing.status, 'active')
    const status = await world.extension.accounts.status(HARBOUR.account)
    assert.deepEqual(status.billing, billing)
    const page = await atExtension.open('/billing')
    assert.match(page.text, /(?:Harbour Coffee|acct_harbour) .*Active Starter \$29\.00 per month/)
    await until(test, async () => told.length > 0)
    assert.partialDeepStrictEqual(told, [
      { account: HARBOUR.account, status: 'active', previous: { status: 'none', price: null } },
    ])
  })

  it('is heard of by webhook alone when nobody comes back', async (test: TestContext) => {
    const world = await charging(test)
    await world.connect(HARBOUR)
    const url = await world.extension.billing.checkoutUrl(HARBOUR.account, { plan: STARTER })
    const payer = world.payer()
    await payer.open(url)
    await payer.press('Subscribe', typed)
    await until(test, async () => (await world.statusOf(HARBOUR)) === 'active')
  })
})

describe('what does not belong to an account', () => {
  it('refuses a checkout that somebody else paid', async (test: TestContext) => {
    const world = await charging(test)
    const harbour = await world.connect(HARBOUR)
    await world.connect(NORTHWIND)
    const { billing } = world.extension
    const url = await billing.checkoutUrl(NORTHWIND.account, { plan: STARTER })
    await billing.checkoutUrl(HARBOUR.account, { plan: STARTER })
    const payer = world.payer()
    await payer.open(url)
    await payer.press('Subscribe', typed)
    const [session] = (await world.stripe.checkout.sessions.list({ status: 'complete' })).data
    const { atExtension } = world.person()
    const forged = [session?.id ?? '', 'cs_test_nobody', 'sub_1', '../../v1/customers']
    for (const id of forged) {
      const query = new URLSearchParams({ session_id: id }).toString()
      const page = await atExtension.open(`${harbour}/plan/return?${query}`)
      assert.equal(page.status, 403, id)
      assert.match(page.text, /belongs to another account\. Nothing was changed/)
    }
    assert.equal(await world.statusOf(HARBOUR), 'none')
  })

  it('refuses a plan that is not on sale', async (test: TestContext) => {
    const world = await charging(test)
    const path = await world.connect(HARBOUR)
    const { atExtension } = world.person()
    await atExtension.open(`${path}/plan`)
    const page = await atExtension.press('Choose Starter per month', { plan: 'price_of_yore' })
    assert.equal(page.status, 409)
    assert.match(page.text, /No plan 'price_of_yore'\. There are: ledgerline_starter_monthly,/)
  })
})

describe('a share of what others are paid', () => {
  it('is taken by subscriptions on a connected account, and shown', async (test: TestContext) => {
    const world = await charging(test, { scope: 'read_write', billing: {} })
    const path = await world.connect(HARBOUR)
    const theirs = await world.extension.stripeFor(HARBOUR.account)
    const { atExtension } = world.person()
    assert.match((await atExtension.open('/fees')).text, /No application fees yet/)
    const { id: customer } = await theirs.customers.create({ name: 'Ada' })
    const card = await theirs.paymentMethods.attach('pm_card_visa', { customer })
    const price = await theirs.prices.create({
      ...{ currency: 'usd', unit_amount: 5000, recurring: { interval: 'month' } },
      product_data: { name: 'Beans, weekly' },
    })
    await theirs.subscriptions.create({
      ...{ customer, items: [{ price: price.id }], default_payment_method: card.id },
      application_fee_percent: 10,
    })
    const { billing } = world.extension
    await until(test, async () => (await billing.fees()).by_month.length > 0)

    const [fee] = (await world.stripe.applicationFees.list()).data
    await world.stripe.applicationFees.createRefund(fee?.id ?? '', { amount: 125 })
    await until(test, async () => (await billing.fees()).by_month[0]?.refunded === 125)

    const { by_account } = await billing.fees()
    assert.partialDeepStrictEqual(by_account, [
      { account: HARBOUR.account, currency: 'usd', fees: 1, amount: 375, refunded: 125 },
    ])
    const page = await atExtension.open('/fees')
    assert.match(page.text, /By month .* 1 \$1\.25 \$3\.75 USD By account .* \$3\.75 USD/)
    const leaving = await atExtension.open(`${path}/settings`)
    assert.match(leaving.text, /Stays in our books: application fees of its payments/)
  })

  it('is nothing to ask of accounts that let us read only', async (test: TestContext) => {
    const world = await charging(test)
    const { atExtension } = world.person()
    assert.equal((await atExtension.open('/fees')).status, 404)
    const leaving = await atExtension.open(`${await world.connect(HARBOUR)}/settings`)
    assert.doesNotMatch(leaving.text, /application fees of its payments/)
    await assert.rejects(world.extension.billing.fees(), /scope read_write/)
  })
})

describe('an extension without plans', () => {
  it('has no pages about money, and says how to have them', async (test: TestContext) => {
    const world = await charging(test, { billing: {} })
    const path = await world.connect(HARBOUR)
    const { atExtension } = world.person()
    assert.equal((await atExtension.open('/billing')).status, 404)
    assert.equal((await atExtension.open(`${path}/plan`)).status, 404)
    assert.doesNotMatch((await atExtension.open(path)).text, /Choose a plan/)
    assert.equal((await world.extension.accounts.status(HARBOUR.account)).billing, null)
    await assert.rejects(world.extension.billing.plans(), /Set billing\.plans, or BILLING_PLANS/)
  })
})
