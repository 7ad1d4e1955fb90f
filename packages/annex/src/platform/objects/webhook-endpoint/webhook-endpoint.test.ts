import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemClock } from '../../../core/clock.js'
import { startReceiver } from '../../../test/receiver.js'
import { startPlatform } from '../../../testing.js'
import type { Store } from '../../store/store.js'

async function opened(test: TestContext) {
  const world = await startPlatform()
  test.after(() => world.close())
  return world
}

function rowsOf(store: Store, name: string) {
  const isTable = store.get("select 1 from sqlite_master where type = 'table' and name = ?", name)
  return isTable ? store.all(`select * from ${name}`) : []
}

const url = 'https://shop.test/webhooks'
const enabled_events = [
  'customer.created',
] satisfies Stripe.WebhookEndpointCreateParams.EnabledEvent[]

describe('a webhook endpoint', () => {
  it('shows its secret when it is made, and never again', async (test) => {
    const { stripe, platform } = await opened(test)

    const made = await stripe.webhookEndpoints.create({ url, enabled_events })
    const read = await stripe.webhookEndpoints.retrieve(made.id)

    assert.match(made.secret ?? '', /^whsec_\w{32}$/)
    const { secret, ...rest } = made
    assert.ok(secret)
    assert.deepEqual({ ...read }, rest)
    assert.deepEqual(
      [read.status, read.application, read.api_version, read.livemode],
      ['enabled', null, null, false],
    )
    const { store } = platform.parts
    for (const { name } of store.all<{ name: string }>('select name from sqlite_master'))
      assert.ok(!JSON.stringify(rowsOf(store, name)).includes(secret), name)
  })

  it('hears what it asked for, signed so that the official client accepts it', async (test) => {
    const receiver = await startReceiver(test)
    const { stripe } = await opened(test)
    const { secret } = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events })

    const customer = await stripe.customers.create({ email: 'jenny@example.test' })
    await stripe.customers.update(customer.id, { name: 'Jenny' })
    const [received] = await receiver.untilReceived(1)

    const signature = String(received?.headers['stripe-signature'])
    const event = Stripe.webhooks.constructEvent(received?.body ?? '', signature, secret ?? '')
    assert.equal(event.type, 'customer.created')
    assert.ok('id' in event.data.object && event.data.object.id === customer.id)
    assert.ok(Math.abs(Number(/t=(\d+)/.exec(signature)?.[1]) - systemClock.now()) < 60)
  })

  it('can be pointed elsewhere, switched off and on, and deleted', async (test) => {
    const receiver = await startReceiver(test)
    const { stripe, platform } = await opened(test)
    const { id } = await stripe.webhookEndpoints.create({ url, enabled_events })

    await stripe.webhookEndpoints.update(id, { url: receiver.url, enabled_events: ['*'] })
    const off = await stripe.webhookEndpoints.update(id, { disabled: true })
    await stripe.products.create({ name: 'Unheard' })
    const on = await stripe.webhookEndpoints.update(id, { disabled: false })
    await stripe.products.create({ name: 'Heard' })
    const [received] = await receiver.untilReceived(1)
    const gone = await stripe.webhookEndpoints.del(id)

    assert.deepEqual([off.status, on.status, gone.deleted], ['disabled', 'enabled', true])
    assert.match(received?.body ?? '', /Heard/)
    assert.deepEqual((await stripe.webhookEndpoints.list()).data, [])
    assert.deepEqual(platform.parts.store.all('select id from endpoints'), [])
  })

  it('announces no event of its own', async (test) => {
    const { stripe, eventTypes } = await opened(test)

    const { id } = await stripe.webhookEndpoints.create({ url, enabled_events })
    await stripe.webhookEndpoints.update(id, { description: 'moved' })
    await stripe.webhookEndpoints.del(id)

    assert.deepEqual(eventTypes(), [])
  })
})

describe('a webhook endpoint is refused', () => {
  const refused = async (made: Promise<unknown>) => {
    const error = await made.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError, String(error))
    return [error.param, error.message]
  }

  it('for a URL that leads nowhere safe', async (test) => {
    const { client, stripe, account } = await opened(test)
    const live = client(account.keys.live.secret)
    const create = (stripe: Stripe, url: string) =>
      refused(stripe.webhookEndpoints.create({ url, enabled_events }))

    assert.match(
      String(await create(stripe, 'shop.test')),
      /^url,Invalid URL: it must be an absolute/,
    )
    assert.match(String(await create(live, 'http://shop.test/')), /^url,Invalid URL: a live mode/)
    assert.match(
      String(await create(stripe, 'https://10.0.0.1/')),
      /^url,.*reached from the internet/,
    )
    const { id } = await stripe.webhookEndpoints.create({ url, enabled_events })
    const moved = refused(stripe.webhookEndpoints.update(id, { url: 'https://a:b@shop.test/' }))
    assert.match(String(await moved), /^url,.*password/)
  })

  it('for an event nobody sends', async (test) => {
    const { platform, account } = await opened(test)
    const body = new URLSearchParams({ url, 'enabled_events[0]': 'customer.sneezed' })
    const headers = { authorization: `Bearer ${account.keys.test.secret}` }

    const response = await platform.fetch('http://127.0.0.1/v1/webhook_endpoints', {
      ...{ method: 'POST', body, headers },
    })

    assert.equal(response.status, 400)
    assert.match(await response.text(), /enabled_events/)
  })

  it('as the seventeenth of its mode', async (test) => {
    const { stripe, client, account } = await opened(test)
    for (let count = 0; count < 16; count++)
      await stripe.webhookEndpoints.create({ url, enabled_events })

    const [, message] = await refused(stripe.webhookEndpoints.create({ url, enabled_events }))

    assert.match(String(message), /maximum of 16 test webhook endpoints/)
    const live = client(account.keys.live.secret)
    assert.ok(await live.webhookEndpoints.create({ url, enabled_events }))
  })
})
