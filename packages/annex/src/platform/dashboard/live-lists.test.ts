/** Lists that follow what happens while somebody looks at them. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Browser } from '../../test/browser.js'
import { dashboardWorld, type DashboardWorld } from '../../test/worlds/dashboard.js'

const ORIGIN = 'http://127.0.0.1:4242'

/** What an open page hears: opens the address that the page itself names. */
async function listen(t: TestContext, world: DashboardWorld, browser: Browser, path: string) {
  const page = await browser.open(path)
  const live = /data-live="([^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { body } = await world.platform.fetch(`${ORIGIN}${live}`, { headers: { cookie } })
  assert.ok(body)
  const reader = body.getReader()
  t.after(() => reader.cancel())
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  assert.match(await read(), /^retry: /)
  /** Until what is heard has it; commits close together are told of together. */
  return async (words: RegExp) => {
    let heard = ''
    while (!words.test(heard)) heard = await read()
    return heard
  }
}

describe('an open list', () => {
  it('shows a payment, a subscription and its invoice when they come', async (t) => {
    const world = await dashboardWorld(t)
    const stripe = world.stripe('sk_test_harbour')
    const grace = await world.signIn('grace')
    const payments = await listen(t, world, grace, '/payments')
    const subscriptions = await listen(t, world, grace, '/subscriptions')
    const invoices = await listen(t, world, grace, '/invoices')
    const { id: customer } = await stripe.customers.create({ email: 'late@example.test' })
    await stripe.paymentMethods
      .attach('pm_card_visa', { customer })
      .then(({ id }) =>
        stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } }),
      )
    const price = await stripe.prices.create({
      ...{ unit_amount: 4321, currency: 'usd', recurring: { interval: 'month' } },
      product_data: { name: 'Late beans' },
    })
    await stripe.subscriptions.create({ customer, items: [{ price: price.id }] })

    const told = await subscriptions(/late@example\.test/)
    assert.match(told, /"id":"subscriptions-list"/)
    assert.match(await invoices(/late@example\.test/), /\$43\.21/)
    assert.match(await payments(/late@example\.test/), /\$43\.21/)
  })

  it('stays within its filter and its page', async (t) => {
    const world = await dashboardWorld(t)
    const grace = await world.signIn('grace')
    const page = await grace.open('/payments?status=failed')
    assert.match(page.html, /data-live="\/live\/payments\?status=failed"/)
    const heard = await listen(t, world, grace, '/payments?status=failed')
    const stripe = world.stripe('sk_test_harbour')
    const how = { currency: 'usd', confirm: true } as const
    const automatic_payment_methods = { enabled: true, allow_redirects: 'never' } as const
    const pay = (amount: number, payment_method: string) =>
      stripe.paymentIntents.create({ ...how, amount, payment_method, automatic_payment_methods })
    await pay(1234, 'pm_card_visa')
    await assert.rejects(pay(777, 'pm_card_chargeDeclined'))
    assert.doesNotMatch(await heard(/\$7\.77/), /\$12\.34/)
  })

  it('is for those who are signed in', async (t) => {
    const world = await dashboardWorld(t)
    for (const path of ['/live/payments', '/live/subscriptions', '/live/invoices']) {
      const answer = await world.platform.fetch(`${ORIGIN}${path}`, { redirect: 'manual' })
      assert.equal(answer.status, 302)
    }
  })
})
