/** Buying at Checkout: the way there and back, once, and only for oneself. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshBilling } from '../worlds/billing-room.js'
import { NOW } from '../worlds/billing.js'
import { DECLINES } from '../worlds/checkout.js'
import type { StoreKind } from './stores.js'

export function buyingSuite(kind: StoreKind): void {
  describe(`buying in ${kind.name}`, () => {
    const room = freshBilling(kind)

    it('is paid at Checkout, and known the moment the payer is back', async () => {
      const url = await room.checkout('starter')
      assert.equal((await room.world.room.status(room.harbour)).status, 'none')
      const { session } = await room.pay(url)
      assert.equal(await room.world.room.finish(room.harbour, session), 'complete')
      const status = await room.world.room.status(room.harbour)
      assert.equal(status.status, 'active')
      assert.equal(status.plan?.price, room.world.prices.starter)
      await room.heard()
      assert.deepEqual(await room.world.room.status(room.harbour), status)
    })

    it('stays none while a card is declined, and the checkout open', async () => {
      const url = await room.checkout('starter')
      const { page } = await room.pay(url, { card: DECLINES })
      assert.match(page.text, /insufficient funds/)
      await room.heard()
      assert.equal((await room.world.room.status(room.harbour)).status, 'none')
      assert.equal(await room.checkout('starter'), url)
    })

    it('gives a double click one checkout', async () => {
      const urls = await Promise.all([1, 2, 3].map(() => room.checkout('starter')))
      assert.equal(new Set(urls).size, 1)
      assert.equal((await room.world.stripe.checkout.sessions.list()).data.length, 1)
    })

    it('closes the checkout of a plan that is no longer wanted', async () => {
      const first = await room.checkout('starter')
      await room.checkout('growth')
      assert.doesNotMatch((await room.world.payer().open(first)).html, /card_number/)
      const { data } = await room.world.stripe.checkout.sessions.list({ status: 'open' })
      assert.equal(data.length, 1)
    })

    it('opens another checkout when the first is too old', async () => {
      const first = await room.checkout('starter')
      room.world.platform.advanceTo(NOW + 25 * 3600)
      assert.notEqual(await room.checkout('starter'), first)
    })

    it('opens another when an earlier try was made with another way back', async () => {
      await room.checkout('starter')
      await room.database.exec('update annex.billing_customers set session = null')
      const elsewhere = { plan: 'starter', returnTo: '/elsewhere' }
      const url = await room.world.room.checkoutUrl(room.harbour, elsewhere)
      assert.equal((await room.pay(url)).page.status, 303)
      const { data } = await room.world.stripe.checkout.sessions.list({ status: 'open' })
      assert.equal(data.length, 0)
    })

    it('is not held up by a failure that Stripe remembers', async () => {
      const failing = new Map<string, string>()
      // As Stripe: what it answered to a key it answers for a day, its own failures too.
      room.instead = async ({ method, url, headers }) => {
        const key = headers.get('idempotency-key')
        if (method !== 'POST' || key === null) return undefined
        const isReplayed = failing.has(url)
        if (isReplayed && failing.get(url) !== key) return undefined
        failing.set(url, key)
        const error = { type: 'api_error', message: 'Something went wrong.' }
        const said = { ...(isReplayed && { 'idempotent-replayed': 'true' }) }
        return Response.json({ error }, { status: 500, headers: said })
      }
      await assert.rejects(room.checkout('starter'), /failed at it once/)
      await room.pay(await room.checkout('starter'))
      await room.heard()
      assert.equal((await room.world.room.status(room.harbour)).status, 'active')
      assert.equal(failing.size, 2)
    })

    it('asks for no quantity of what is charged by use, and names no price of a period', async () => {
      await room.begin({ plans: ['calls'] })
      const { stripe } = room.world
      const meter = await stripe.billing.meters.create({
        ...{ display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } },
      })
      await stripe.prices.create({
        ...{
          currency: 'usd',
          unit_amount: 5,
          lookup_key: 'calls',
          product_data: { name: 'Calls' },
        },
        recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
      })
      let sent = new URLSearchParams()
      room.instead = async (request) => {
        if (request.method === 'POST' && request.url.endsWith('/v1/checkout/sessions')) {
          sent = new URLSearchParams(await request.text())
        }
        return undefined
      }
      await room.pay(await room.checkout('calls'))
      assert.deepEqual(
        [...sent.keys()].filter((name) => name.startsWith('line_items')),
        ['line_items[0][price]'],
      )
      await room.heard()
      const { status, plan } = await room.world.room.status(room.harbour)
      assert.equal(status, 'active')
      assert.equal(plan?.amount, null)
      assert.equal((await room.world.room.plans())[0]?.amount, null)
    })

    it('offers no more products in the portal than Stripe takes', async () => {
      const plans = Array.from({ length: 11 }, (_, n) => `plan_${n}`)
      await room.begin({ plans })
      for (const lookup_key of plans) {
        await room.world.stripe.prices.create({
          ...{ currency: 'usd', unit_amount: 900, lookup_key, product_data: { name: lookup_key } },
          recurring: { interval: 'month' },
        })
      }
      await room.bought()
      let sent = ''
      room.instead = async (request) => {
        if (request.url.endsWith('/v1/billing_portal/configurations')) sent = await request.text()
        return undefined
      }
      await room.world.room.portalUrl(room.harbour)
      const products = [...new URLSearchParams(sent).keys()].filter((name) =>
        /products\]\[\d+\]\[product\]/.test(name),
      )
      assert.equal(products.length, 10)
    })

    it('refuses a plan that is not on sale', async () => {
      await assert.rejects(room.checkout('yore'), {
        message: "No plan 'yore'. There are: starter, growth.",
      })
    })

    it('refuses a session that is another account’s, or none', async () => {
      const northwind = await room.world.connect('acct_northwind')
      const { session } = await room.pay(await room.checkout('starter', northwind))
      await room.checkout('starter')
      for (const forged of [session, 'cs_test_nobody', 'sub_1', '']) {
        await assert.rejects(
          room.world.room.finish(room.harbour, forged),
          /belongs to another account/,
        )
      }
      assert.equal((await room.world.room.status(room.harbour)).status, 'none')
    })

    it('lets only the first subscription begin with a trial', async () => {
      await room.begin({ trialDays: 14 })
      await room.pay(await room.checkout('starter'), { button: 'Start trial' })
      await room.heard()
      const trial = await room.world.room.status(room.harbour)
      assert.equal(trial.status, 'trialing')
      assert.equal(trial.paid, true)
      await room.world.stripe.subscriptions.cancel(trial.subscription ?? '')
      await room.heard()
      const { session } = await room.pay(await room.checkout('starter'))
      await room.world.room.finish(room.harbour, session)
      assert.equal((await room.world.room.status(room.harbour)).status, 'active')
    })
  })
}
