import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatform, type TestPlatform } from '../../testing.js'
import type { Caller } from './unit-of-work.js'

function request(
  world: TestPlatform,
  path: string,
  init: { method?: string; headers?: Record<string, string> } = {},
) {
  const authorization = `Bearer ${world.account.keys.test.secret}`
  return world.platform.fetch(`http://annex.test${path}`, {
    ...init,
    headers: { authorization, ...init.headers },
  })
}

async function messageOf(response: Response): Promise<string> {
  const { error }: { error: { message: string } } = JSON.parse(await response.text())
  return error.message
}

describe('every answer', () => {
  it('says which request it was and which version it speaks', async () => {
    const world = await startPlatform()
    const paths = ['/v1/customers', '/v1/customers/cus_nobody', '/v1/nonsense']

    for (const path of paths) {
      const { headers } = await request(world, path)
      assert.match(headers.get('request-id') ?? '', /^req_\w{14}$/)
      assert.equal(headers.get('stripe-version'), '2026-10-28.endive')
      assert.equal(headers.get('content-type'), 'application/json')
      assert.equal(headers.get('cache-control'), 'no-cache, no-store')
      assert.equal(headers.get('access-control-allow-origin'), '*')
      // The clock that stamps events, whatever the machine's says.
      assert.equal(Date.parse(headers.get('date') ?? ''), world.now() * 1000)
    }
    await world.close()
  })

  it('is laid out with two spaces, id and object first, then by name', async () => {
    const world = await startPlatform()
    const made = await world.stripe.customers.create({
      metadata: { b: '1', a: '2' },
      name: 'Åda "x"',
    })

    const text = await (await request(world, `/v1/customers/${made.id}`)).text()
    const list = await (await request(world, '/v1/customers')).text()

    const keys = Object.keys(JSON.parse(text))
    assert.deepEqual(keys.slice(0, 2), ['id', 'object'])
    assert.deepEqual(keys.slice(2), keys.slice(2).toSorted())
    assert.equal(text, JSON.stringify(JSON.parse(text), null, 2))
    assert.equal(list, JSON.stringify(JSON.parse(list), null, 2))
    assert.equal(JSON.parse(text).name, 'Åda "x"')
    await world.close()
  })
})

describe('a URL nobody knows', () => {
  it('is refused with advice', async () => {
    const world = await startPlatform()

    assert.match(
      await messageOf(await request(world, '/v1/foo')),
      /^Unrecognized request URL \(GET: \/v1\/foo\)\. Please see/,
    )
    assert.match(
      await messageOf(await request(world, '/v1/customers/', { method: 'POST' })),
      /\(POST: \/v1\/customers\/\)\. If you are trying to list objects, remove the trailing slash/,
    )
    assert.equal((await request(world, '//v1//customers')).status, 200)
    assert.equal((await request(world, '/v1/customers', { method: 'PUT' })).status, 404)
    await world.close()
  })

  it('is refused as the API refuses, also without a slash and in the second API', async () => {
    const world = await startPlatform()
    for (const path of ['/v1', '/v1?a=b', '//v1', '/v2', '/v2/core/accounts']) {
      const answer = await request(world, path)
      assert.equal(answer.status, 404, path)
      assert.match(answer.headers.get('request-id') ?? '', /^req_/)
      assert.match(await messageOf(answer), /^Unrecognized request URL \(GET: \/v[12]/)
    }
    await assert.rejects(
      world.stripe.v2.core.eventDestinations.create({
        ...{ name: 'Hooks', type: 'webhook_endpoint', enabled_events: ['v1.*'] },
        event_payload: 'thin',
      }),
      {
        statusCode: 404,
        message: /This platform answers Stripe's v1 API; of v2 it has meter events/,
      },
    )
    await world.close()
  })

  it('is refused for a version that never was', async () => {
    const world = await startPlatform()
    const refused = await request(world, '/v1/customers', {
      headers: { 'stripe-version': '2025-21-27' },
    })
    assert.equal(await messageOf(refused), 'Invalid Stripe API version: 2025-21-27')
    await world.close()
  })
})

describe('a bug', () => {
  it('answers 500 with a fixed text and is logged with the request', async () => {
    const world = await startPlatform()
    world.platform.parts.store.exec('drop table object_keys')

    await assert.rejects(world.stripe.customers.create({ email: 'a@b.test' }), (error) => {
      assert.ok(error instanceof Stripe.errors.StripeAPIError)
      assert.equal(error.message, 'An unknown error occurred')
      return true
    })
    assert.deepEqual(world.eventTypes(), [])
    await world.close()
  })
})

describe('expanding, through the official client', () => {
  it('shows whole objects where ids stood, and lists of what belongs to one', async () => {
    const { stripe, close } = await startPlatform()
    const customer = await stripe.customers.create({ name: 'Ada' })
    const intent = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', customer: customer.id, confirm: true },
      ...{ payment_method: 'pm_card_visa', expand: ['customer', 'latest_charge.refunds'] },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })

    assert.ok(typeof intent.customer === 'object' && intent.customer)
    assert.equal(intent.customer.id, customer.id)
    assert.ok(typeof intent.latest_charge === 'object' && intent.latest_charge)
    assert.deepEqual(intent.latest_charge.refunds?.data, [])
    assert.equal(intent.latest_charge.refunds.url, `/v1/charges/${intent.latest_charge.id}/refunds`)

    await stripe.customers.del(customer.id)
    const [listed] = (await stripe.paymentIntents.list({ expand: ['data.customer'] })).data
    assert.deepEqual(listed?.customer, { id: customer.id, object: 'customer', deleted: true })
    await assert.rejects(stripe.paymentIntents.list({ expand: ['customer'] }), {
      message:
        "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead.",
    })
    await close()
  })
})

describe('a refused request about an intent', () => {
  it('shows the intent, also when a parameter was at fault', async () => {
    const { stripe, close } = await startPlatform()
    const { id } = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd' })

    await assert.rejects(stripe.paymentIntents.capture(id), (error) => {
      assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError)
      assert.equal(error.code, 'payment_intent_unexpected_state')
      assert.equal(error.payment_intent?.id, id)
      return true
    })
    const nonsense: object = { nonsense: 1 }
    await assert.rejects(stripe.paymentIntents.cancel(id, nonsense), (error) => {
      assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError)
      assert.equal(error.code, 'parameter_unknown')
      assert.equal(error.payment_intent?.id, id)
      return true
    })
    await close()
  })
})

describe('a publishable key', () => {
  it('makes payment methods, and reads an intent whose secret it knows', async () => {
    const world = await startPlatform()
    const { id, client_secret } = await world.stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
    })
    const browser = world.client(world.account.keys.test.publishable)

    const card = { type: 'card', card: { token: 'tok_visa' } } as const
    assert.match((await browser.paymentMethods.create(card)).id, /^pm_/)
    const read = await browser.paymentIntents.retrieve(id, { client_secret: client_secret ?? '' })
    assert.equal(read.id, id)

    for (const secret of [`${id}_secret_wrong`, '']) {
      await assert.rejects(browser.paymentIntents.retrieve(id, { client_secret: secret }), {
        statusCode: 400,
      })
    }
    await assert.rejects(browser.paymentIntents.retrieve(id), { code: 'parameter_missing' })
    await assert.rejects(browser.customers.list(), { code: 'secret_key_required' })
    await world.close()
  })
})

describe('an in-process request', () => {
  it('meets the same checks and makes the same events', async () => {
    const { platform, account, eventTypes, close } = await startPlatform()
    const caller: Caller = {
      account: account.account.id,
      livemode: false,
      application: null,
      access: 'read_write',
      maskedKey: 'dashboard',
    }
    const path = '/v1/products'

    const made = platform.perform({
      ...{ caller, method: 'POST', path },
      params: { name: 'Beans', active: false, metadata: { origin: 'Yirgacheffe' } },
    })
    const refused = platform.perform({ caller, method: 'POST', path, params: { nme: 'Beans' } })

    assert.equal(made.status, 200)
    assert.ok(typeof made.body === 'object' && made.body && 'active' in made.body)
    assert.equal(made.body.active, false)
    assert.equal(refused.status, 400)
    assert.deepEqual(eventTypes(), ['product.created'])
    await close()
  })
})

describe('a commit that fails', () => {
  it('is told to everybody who waited for it, and leaves nothing behind', async () => {
    const world = await startPlatform()
    const { store } = world.platform.parts
    const broken = store.together(() => {
      store.exec('pragma defer_foreign_keys = on')
      store.run(
        `insert into attempts (delivery, number, at, duration_ms, outcome)
         values ('dlv_none', 1, 1, 1, 'accepted')`,
      )
    })

    const created = request(world, '/v1/customers', { method: 'POST' })

    await assert.rejects(broken, /FOREIGN KEY/)
    const answer = await created
    assert.equal(answer.status, 500)
    assert.match(await messageOf(answer), /An unknown error occurred/)
    assert.deepEqual((await world.stripe.customers.list()).data, [])
    await world.close()
  })
})
