import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startReceiver } from '../../../test/receiver.js'
import { dashboardWorld, send, type DashboardWorld } from '../../../test/worlds/dashboard.js'
import type { TestContext } from 'node:test'

const secretIn = (html: string) => /whsec_\w{32}/.exec(html)?.[0]

async function withEndpoint(test: TestContext) {
  const world = await dashboardWorld(test)
  const receiver = await startReceiver(test)
  const grace = await world.signIn('grace')
  await grace.open('/developers/webhooks/new')
  const page = await grace.press('Add endpoint', { url: receiver.url, enabled_events: '*' })
  return { world, receiver, grace, path: page.url.pathname, page }
}

describe('webhook endpoints in the dashboard', () => {
  it('are added, deliver, and are listed with how it went', async (test) => {
    const { world, receiver, grace, path, page } = await withEndpoint(test)
    assert.match(page.text, /Endpoint added\./)
    const stripe = world.stripe('sk_test_harbour')
    await stripe.customers.create({ name: 'Ada' })
    const [delivery] = await receiver.untilReceived(1)
    const signature = String(delivery?.headers['stripe-signature'])
    stripe.webhooks.constructEvent(delivery?.body ?? '', signature, secretIn(page.html) ?? '')

    const detail = await untilShown(grace, path, /customer\.created Delivered/)
    assert.match(detail.text, /Success, 7 days 100%/)
    const link = /href="(\/developers\/webhooks\/we_\w+\/deliveries\/\w+)"/.exec(detail.html)?.[1]
    const one = await grace.open(link ?? '')
    assert.match(one.text, /200 Attempt 1/)
    await grace.press('Resend')
    await receiver.untilReceived(2)
  })

  it('are refused beside the field, keeping what was typed', async (test) => {
    const grace = await (await dashboardWorld(test)).signIn('grace')
    await grace.open('/developers/webhooks/new')
    const typed = { url: 'ftp://example.com', enabled_events: 'customer.created\nno.such' }
    const events = await grace.press('Add endpoint', typed)
    assert.equal(events.status, 400)
    assert.match(events.text, /‘no\.such’ is not an event type/)
    assert.match(events.html, /value="ftp:\/\/example\.com"/)
    const url = await grace.press('Add endpoint', { enabled_events: 'customer.created' })
    assert.equal(url.status, 400)
    assert.match(url.text, /Invalid URL/)
  })

  it('change, pause and go away', async (test) => {
    const { world, grace, path } = await withEndpoint(test)
    await grace.open(`${path}/edit`)
    const saved = await grace.press('Save', {
      enabled_events: 'charge.refunded',
      description: 'Books',
    })
    assert.match(saved.text, /Books .* charge\.refunded/)
    assert.match((await grace.press('Disable')).text, /Disabled\. Nothing more is sent there\./)
    assert.match((await grace.press('Enable')).text, /Enabled/)
    assert.match(
      (await grace.press('Delete endpoint')).text,
      /Endpoint deleted\. .*No endpoints yet|No endpoints yet/,
    )
    assert.deepEqual((await world.stripe('sk_test_harbour').webhookEndpoints.list()).data, [])
  })

  it('roll their secret with both signing for a while', async (test) => {
    const { world, receiver, grace, path, page } = await withEndpoint(test)
    const old = secretIn(page.html) ?? ''
    const rolled = await send(grace, `${path}/roll`, { overlap: 'hour' })
    const fresh = secretIn(rolled.html) ?? ''
    assert.notEqual(fresh, old)
    assert.match(rolled.text, /The one before signs too, and ends in 1 h/)

    await world.stripe('sk_test_harbour').customers.create({})
    const [delivery] = await receiver.untilReceived(1)
    const signature = String(delivery?.headers['stripe-signature'])
    for (const secret of [old, fresh]) {
      const { webhooks } = world.stripe('sk_test_harbour')
      webhooks.constructEvent(delivery?.body ?? '', signature, secret)
    }
    assert.equal((await send(grace, `${path}/roll`, { overlap: 'year' })).status, 400)
  })

  it('are nobody else’s to see or touch', async (test) => {
    const { world, path } = await withEndpoint(test)
    const nora = await world.signIn('nora')
    assert.equal((await nora.open(path)).status, 404)
    for (const change of ['edit', 'switch', 'delete', 'roll', 'recover']) {
      await nora.open('/developers/webhooks')
      assert.equal((await send(nora, `${path}/${change}`)).status, 404, change)
    }
  })
})

/** The attempt is written down just after the receiver has answered. */
async function untilShown(
  browser: Awaited<ReturnType<DashboardWorld['signIn']>>,
  path: string,
  shown: RegExp,
) {
  for (let tries = 0; tries < 200; tries++) {
    const page = await browser.open(path)
    if (shown.test(page.text)) return page
    await new Promise((resolve) => setImmediate(resolve))
  }
  return assert.fail(`${path} never showed ${shown}:\n${browser.page.text}`)
}
