/** Customers who pause their plan in the portal, and go on. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { portalWorld } from '../../../test/worlds/portal.js'
import { DAY, latest } from '../../../test/worlds/roastery.js'

const interval_options = [
  { interval: 'month' as const, interval_count: 1 },
  { interval: 'month' as const, interval_count: 3 },
]
const features = {
  subscription_pause: {
    enabled: true,
    duration: { type: 'interval_options' as const, interval_options },
  },
}

describe('pausing a plan in the portal', () => {
  it('stops it for as long as was chosen, and then it goes on', async (t) => {
    const world = await portalWorld(t, { features })
    const { visit, browser, stripe, subscription, advance, news } = world
    advance(15 * DAY)
    const { url } = await visit()
    const page = await browser.open(`${url.pathname}/plans/${subscription}/pause`)
    assert.match(page.text, /Pause your plan .* For how long\? 1 month 3 months/)
    news()
    const done = await browser.press('Pause plan', { duration: '1' })
    assert.match(done.text, /Your plan is paused\..*Paused until Jan 8, 2027/)
    assert.ok(news().includes('customer.subscription.paused'))
    assert.equal((await stripe.subscriptions.retrieve(subscription)).status, 'paused')
    const before = (await latest(world, subscription)).id

    advance(91 * DAY - 1)
    assert.equal((await latest(world, subscription)).id, before)
    advance(DAY + 1)
    const { status } = await stripe.subscriptions.retrieve(subscription)
    assert.equal(status, 'active')
    // Half of the month that was paid for is taken off.
    assert.deepEqual((await latest(world, subscription)).amount_paid, 1500)
  })

  it('ends whenever the customer says so, once and for all', async (t) => {
    const { visit, browser, stripe, subscription, advance } = await portalWorld(t, { features })
    const { url } = await visit()
    await browser.open(`${url.pathname}/plans/${subscription}/pause`)
    await browser.press('Pause plan', { duration: '0' })
    const on = await browser.press('Resume plan')
    assert.match(on.text, /Your plan goes on\./)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).status, 'active')
    // A pause of the seller's own is not cut short by the one that is over.
    await stripe.subscriptions.pause(subscription)
    advance(40 * DAY)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).status, 'paused')
  })

  it('may have no end', async (t) => {
    const { visit, browser, stripe, subscription, advance } = await portalWorld(t, {
      features: { subscription_pause: { enabled: true, duration: { type: 'indefinite' } } },
    })
    const { url } = await visit()
    const page = await browser.open(`${url.pathname}/plans/${subscription}/pause`)
    assert.doesNotMatch(page.text, /For how long/)
    const done = await browser.press('Pause plan')
    assert.match(done.text, /Paused\. Nothing is charged until it goes on\./)
    advance(400 * DAY)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).status, 'paused')
  })

  it('is what a session may be made for', async (t) => {
    const { visit, browser, stripe, subscription, open } = await portalWorld(t, { features })
    const flow_data = {
      type: 'subscription_pause' as const,
      subscription_pause: { subscription },
      after_completion: {
        type: 'redirect' as const,
        redirect: { return_url: 'https://shop.test/paused' },
      },
    }
    const page = await visit({ flow_data })
    assert.match(page.text, /Pause your plan/)
    const done = await browser.press('Pause plan')
    assert.equal(done.headers.get('location'), 'https://shop.test/paused')
    await assert.rejects(open({ flow_data }), {
      param: 'flow_data[subscription_pause][subscription]',
      message: /Only active subscriptions/,
    })
    const { id } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    })
    await assert.rejects(open({ flow_data, configuration: id }), /subscription pause/)
  })

  it('is for what was offered, by those who may', async (t) => {
    const { visit, browser, stripe, subscription } = await portalWorld(t)
    const { url } = await visit()
    const closed = await browser.post(`${url.pathname}/plans/${subscription}/pause`, {})
    assert.notEqual(closed.status, 200)
    assert.equal((await stripe.subscriptions.retrieve(subscription)).status, 'active')

    const open = await portalWorld(t, { features })
    const at = (await open.visit()).url.pathname
    const odd = await open.browser.post(`${at}/plans/${open.subscription}/pause`, { duration: '7' })
    assert.equal(odd.status, 400)
    await open.browser.post(`${at}/plans/sub_none/pause`, {})
    const { status } = await open.stripe.subscriptions.retrieve(open.subscription)
    assert.equal(status, 'active')
  })
})
