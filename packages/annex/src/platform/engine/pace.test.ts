import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatform } from '../../testing.js'

async function limited(test: TestContext) {
  const world = await startPlatform({ rateLimits: true })
  test.after(world.close)
  return world
}

/** The reasons of those that were refused, in the order they were sent. */
async function refusals(asks: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(asks.map((ask) => ask()))
  return settled.flatMap((one) => {
    if (one.status === 'fulfilled') return []
    assert.ok(one.reason instanceof Stripe.errors.StripeRateLimitError, String(one.reason))
    const { code, headers } = one.reason
    assert.deepEqual([code, headers?.['stripe-should-retry']], ['rate_limit', 'true'])
    return [headers?.['stripe-rate-limited-reason'] ?? '']
  })
}

const times = (count: number, ask: () => Promise<unknown>) =>
  Array.from({ length: count }, () => ask)

describe('rate limits', () => {
  it('hold each endpoint to 25 requests a second, and come back with the clock', async (test) => {
    const { client, account, advance } = await limited(test)
    const live = client(account.keys.live.secret)

    const list = () => live.customers.list()
    assert.deepEqual(await refusals(times(26, list)), ['endpoint-rate'])
    // Another endpoint of the same account goes on, and so does the same one a second later.
    assert.deepEqual(await refusals([() => live.charges.list()]), [])
    advance(1)
    assert.deepEqual(await refusals(times(25, list)), [])
  })

  it('hold all of an account to 25 in test mode, and to 100 in live mode', async (test) => {
    const { client, stripe, account } = await limited(test)
    const live = client(account.keys.live.secret)
    const each = (of: Stripe) => [
      ...times(20, () => of.customers.list()),
      ...times(20, () => of.charges.list()),
    ]

    assert.deepEqual(
      await refusals(each(stripe)),
      Array.from({ length: 15 }, () => 'global-rate'),
    )
    assert.deepEqual(await refusals(each(live)), [])
  })

  it('count searches of all kinds together', async (test) => {
    const { client, account } = await limited(test)
    const live = client(account.keys.live.secret)
    const customers = times(11, () => live.customers.search({ query: "email:'a@b.test'" }))
    const charges = times(11, () => live.charges.search({ query: 'amount>1' }))
    assert.deepEqual(await refusals([...customers, ...charges]), ['endpoint-rate', 'endpoint-rate'])
  })

  it('leave no trace of what they refuse', async (test) => {
    const { stripe, advance, eventTypes } = await limited(test)
    const create = () => stripe.customers.create({}, { idempotencyKey: 'once' })
    await refusals(times(25, () => stripe.customers.list()))
    assert.deepEqual(await refusals([create]), ['global-rate'])
    advance(1)
    const [made, again] = [await create(), await create()]
    assert.equal(made.id, again.id)
    assert.deepEqual(eventTypes(), ['customer.created'])
  })

  it('are off unless they are asked for', async (test) => {
    const { stripe, close } = await startPlatform()
    test.after(close)
    assert.deepEqual(await refusals(times(200, () => stripe.customers.list())), [])
  })
})

describe('limits to what is under way at once', () => {
  const creating = (of: Stripe, count: number) => {
    const create = () => of.customers.create({ name: 'Ada' })
    return Promise.allSettled(Array.from({ length: count }, create))
  }
  const reasonsOf = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.flatMap((one) => {
      if (one.status === 'fulfilled') return []
      assert.ok(one.reason instanceof Stripe.errors.StripeRateLimitError, String(one.reason))
      return [one.reason.headers?.['stripe-rate-limited-reason']]
    })

  it('hold an account to 13 in test mode, until they are answered', async (test) => {
    const { stripe, advance } = await limited(test)
    const settled = await creating(stripe, 15)
    assert.deepEqual(reasonsOf(settled), ['global-concurrency', 'global-concurrency'])
    advance(1)
    assert.deepEqual(reasonsOf(await creating(stripe, 13)), [])
    const { data } = await stripe.customers.list({ limit: 100 })
    assert.equal(data.length, 26)
  })

  it('hold an endpoint to 13 in live mode, whatever else is going on', async (test) => {
    const { client, account } = await limited(test)
    const live = client(account.keys.live.secret)
    const products = Array.from({ length: 13 }, () => live.products.create({ name: 'Beans' }))
    assert.deepEqual(reasonsOf(await creating(live, 14)), ['endpoint-concurrency'])
    assert.equal((await Promise.all(products)).length, 13)
  })
})
