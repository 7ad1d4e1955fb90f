import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { seedPlatform } from '../../platform.js'
import { startPlatform, type TestPlatform } from '../../testing.js'
import { serve } from '../../web/serve.js'
import { startCuttingProxy } from '../cutting-proxy.js'

/** The same platform behind a port, and a way to it that can break. */
async function behindProxy(test: TestContext) {
  const world = await startPlatform()
  const serving = await serve(world.platform.handle, {
    ...{ port: 0, maxBodyBytes: 1024 * 1024, direct: world.platform.direct },
    outside: { timers: systemTimers, random: systemRandom },
    onError: (error) => assert.fail(String(error)),
  })
  test.after(async () => {
    await serving.close(0)
    await world.close()
  })
  const proxy = await startCuttingProxy(test, serving.url)
  const client = (config: Partial<Stripe.StripeConfig>) =>
    new Stripe(world.account.keys.test.secret, {
      ...{ host: proxy.host, port: proxy.port, protocol: 'http', telemetry: false },
      ...config,
    })
  return { ...world, proxy, client }
}

async function opened(test: TestContext): Promise<TestPlatform> {
  const world = await startPlatform()
  test.after(world.close)
  return world
}

describe('the official client, when the connection breaks', () => {
  it('retries what was carried out already, and gets the first answer again', async (test) => {
    const { proxy, client, eventTypes, stripe: direct } = await behindProxy(test)
    const stripe = client({ maxNetworkRetries: 2 })

    proxy.cut = 2
    const customer = await stripe.customers.create({ name: 'Jenny' })

    assert.equal(proxy.seen.length, 3)
    assert.equal(new Set(proxy.seen.map(({ key }) => key)).size, 1)
    assert.equal(customer.lastResponse.headers['idempotent-replayed'], 'true')
    assert.match(customer.lastResponse.headers['original-request'] ?? '', /^req_/)
    assert.deepEqual(eventTypes(), ['customer.created'])
    assert.deepEqual(
      (await direct.customers.list()).data.map(({ id }) => id),
      [customer.id],
    )
  })

  it('takes money once', async (test) => {
    const { proxy, client, eventTypes } = await behindProxy(test)
    const stripe = client({ maxNetworkRetries: 1 })
    proxy.cut = 1
    const intent = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
      return_url: 'https://shop.test/',
    })
    assert.equal(intent.status, 'succeeded')
    assert.equal(eventTypes().filter((type) => type === 'charge.succeeded').length, 1)
  })

  it('gets a declined card declined again, and no second charge', async (test) => {
    const { proxy, client, stripe: direct } = await behindProxy(test)
    proxy.cut = 1
    const declined = client({ maxNetworkRetries: 1 }).charges.create({
      ...{ amount: 500, currency: 'usd', source: 'tok_chargeDeclined' },
    })
    await assert.rejects(declined, { type: 'StripeCardError', code: 'card_declined' })
    assert.equal(proxy.seen.length, 2)
    assert.equal((await direct.charges.list()).data.length, 1)
  })

  it('gives up after as many tries as it was told', async (test) => {
    const { proxy, client, eventTypes } = await behindProxy(test)
    proxy.cut = 9
    const lost = client({ maxNetworkRetries: 1 }).customers.create({ name: 'Jenny' })
    await assert.rejects(lost, { type: 'StripeConnectionError' })
    assert.equal(proxy.seen.length, 2)
    assert.deepEqual(eventTypes(), ['customer.created'])
  })

  it('gives up waiting after its timeout, and tries again', async (test) => {
    const { proxy, client } = await behindProxy(test)
    proxy.hang = 1
    const stripe = client({ maxNetworkRetries: 1, timeout: 1000 })
    assert.equal((await stripe.customers.create({ name: 'Jenny' })).name, 'Jenny')
    assert.equal(proxy.seen.length, 2)
  })
})

describe('the official client, page by page', () => {
  async function twentyFive(test: TestContext) {
    const world = await opened(test)
    const names = Array.from({ length: 25 }, (_, index) => `customer ${index}`)
    for (const name of names) await world.stripe.customers.create({ name })
    return { ...world, names }
  }

  it('walks forwards through all, newest first', async (test) => {
    const { stripe, names } = await twentyFive(test)
    const seen: unknown[] = []
    for await (const { name } of stripe.customers.list({ limit: 10 })) seen.push(name)
    assert.deepEqual(seen, names.toReversed())
  })

  it('walks backwards from the oldest', async (test) => {
    const { stripe, names } = await twentyFive(test)
    const all = await stripe.customers.list({ limit: 100 })
    const oldest = all.data.at(-1)?.id ?? ''
    const seen = await stripe.customers
      .list({ limit: 10, ending_before: oldest })
      .autoPagingToArray({ limit: 100 })
    assert.deepEqual(
      seen.map(({ name }) => name),
      names.slice(1),
    )
  })

  it('walks through the pages of a search', async (test) => {
    const { stripe, names } = await twentyFive(test)
    const query = { query: "name~'customer'", limit: 10 }
    const found = await stripe.customers.search(query).autoPagingToArray({ limit: 100 })
    assert.equal(found.length, names.length)
    assert.deepEqual(new Set(found.map(({ name }) => name)), new Set(names))
  })
})

describe('the official client, request by request', () => {
  it('expands in objects, lists and creations', async (test) => {
    const { stripe } = await opened(test)
    const { id } = await stripe.customers.create({ name: 'Jenny' })
    const expand = ['customer', 'latest_charge.balance_transaction']
    const paying = {
      ...{ amount: 2000, currency: 'usd', customer: id, payment_method: 'pm_card_visa' },
      ...{ confirm: true, return_url: 'https://shop.test/', capture_method: 'automatic' as const },
    }
    const intent = await stripe.paymentIntents.create({ ...paying, expand })
    const [listed] = (await stripe.paymentIntents.list({ expand: ['data.customer'] })).data

    assert.ok(typeof intent.latest_charge === 'object' && intent.latest_charge)
    const { balance_transaction: transaction } = intent.latest_charge
    assert.ok(typeof transaction === 'object' && transaction?.fee === 88)
    const names = [intent, listed].map((one) => one?.customer as Stripe.Customer).map((c) => c.name)
    assert.deepEqual(names, ['Jenny', 'Jenny'])
  })

  it('uploads a file, over a socket and without one, and reads it back', async (test) => {
    const { client, stripe } = await behindProxy(test)
    const file = { data: Buffer.from('%PDF-1.4\n%evidence'), name: 'receipt.pdf', type: '' }
    for (const one of [stripe, client({})]) {
      const made = await one.files.create({ purpose: 'dispute_evidence', file })
      assert.deepEqual([made.filename, made.size], ['receipt.pdf', file.data.length])
      const contents = await one.files.retrieve(made.id)
      assert.equal(contents.purpose, 'dispute_evidence')
    }
  })

  it('asks in another version, for one request', async (test) => {
    const { stripe } = await opened(test)
    const { id } = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 500, recurring: { interval: 'month' } },
      product_data: { name: 'Coffee' },
    })
    const then = await stripe.prices.retrieve(id, {}, { apiVersion: '2024-04-10' })
    const now = await stripe.prices.retrieve(id)
    assert.equal(then.lastResponse.apiVersion, '2024-04-10')
    assert.ok(then.recurring && 'aggregate_usage' in then.recurring)
    assert.ok(now.recurring && !('aggregate_usage' in now.recurring))
  })

  it('acts for a connected account, for one request', async (test) => {
    const { platform, client } = await opened(test)
    const uris = { test: ['https://app.test/callback'], live: [] }
    const [owner, shop] = await seedPlatform(platform, {
      accounts: [
        {
          ...{ id: 'acct_app', email: 'app@app.test', activated: true },
          extension: {
            ...{ enabled: true, kind: 'extension', name: 'App', redirect_uris: uris },
            client_ids: { test: 'ca_test_app', live: 'ca_live_app' },
          },
        },
        { id: 'acct_shop', email: 'shop@shop.test', activated: true },
      ],
      connections: [{ application: 'ca_test_app', account: 'acct_shop', scope: 'read_write' }],
    })
    const app = client(owner?.keys.test.secret ?? '')
    const made = await app.customers.create({ name: 'Theirs' }, { stripeAccount: 'acct_shop' })

    assert.equal(made.lastResponse.stripeAccount, 'acct_shop')
    assert.deepEqual((await app.customers.list()).data, [])
    const theirs = client(shop?.keys.test.secret ?? '')
    assert.equal((await theirs.customers.retrieve(made.id)).id, made.id)
  })
})
