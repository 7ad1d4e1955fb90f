import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../testing.js'

/** Customers `a`, `b`, … one a second, or all in the same one. */
async function customers(count: number, { apart = 1 } = {}) {
  const world = await startPlatform()
  for (let index = 0; index < count; index++) {
    await world.stripe.customers.create({ name: String.fromCharCode(97 + index) })
    if (apart > 0) world.advance(apart)
  }
  return world
}

function names(page: { data: Stripe.Customer[] }): string {
  return page.data.map(({ name }) => name).join('')
}

describe('a list', () => {
  it('shows the newest first, ten at a time', async () => {
    const { stripe, close } = await customers(11)
    const page = await stripe.customers.list()
    assert.equal(names(page), 'kjihgfedcb')
    assert.equal(page.has_more, true)
    assert.equal(page.url, '/v1/customers')
    await close()
  })

  it('is walked forwards and backwards without a gap, also within one second', async () => {
    const { stripe, close } = await customers(7, { apart: 0 })

    const forwards = await stripe.customers.list({ limit: 2 }).autoPagingToArray({ limit: 100 })
    const oldest = forwards.at(-1)
    assert.ok(oldest)
    const backwards = await stripe.customers
      .list({ limit: 2, ending_before: oldest.id })
      .autoPagingToArray({ limit: 100 })

    assert.equal(names({ data: forwards }), 'gfedcba')
    assert.equal(names({ data: backwards }), 'bcdefg')
    await close()
  })

  it('shows the page directly before a cursor, newest first', async () => {
    const { stripe, close } = await customers(6)
    const all = await stripe.customers.list()
    const page = await stripe.customers.list({ ending_before: all.data[4]?.id ?? '', limit: 3 })
    assert.equal(names(page), 'edc')
    assert.equal(page.has_more, true)
    await close()
  })

  it('is not disturbed by what is deleted in the middle of a walk', async () => {
    const { stripe, close } = await customers(4)
    const first = await stripe.customers.list({ limit: 2 })
    const last = first.data[1]?.id ?? ''
    await stripe.customers.del(last)
    assert.equal(names(await stripe.customers.list({ starting_after: last })), 'ba')
    await close()
  })

  it('is filtered by fields and by time', async () => {
    const { stripe, close } = await customers(4)
    const [, second, third] = (await stripe.customers.list()).data
    assert.ok(second && third)
    await stripe.customers.update(third.id, { email: 'b@example.com' })

    const by = async (params: Stripe.CustomerListParams) =>
      names(await stripe.customers.list(params))

    assert.equal(await by({ email: 'b@example.com' }), 'b')
    assert.equal(await by({ email: 'nobody@example.com' }), '')
    assert.equal(await by({ created: { gte: second.created } }), 'dc')
    assert.equal(await by({ created: { gt: third.created, lt: second.created + 1 } }), 'c')
    assert.equal(await by({ created: second.created }), 'c')
    await close()
  })

  it('refuses cursors that never were, both cursors at once, and sizes out of range', async () => {
    const { stripe, close } = await customers(1)
    const { id } = (await stripe.customers.list()).data[0] ?? { id: '' }
    await assert.rejects(stripe.customers.list({ starting_after: 'cus_nobody' }), {
      code: 'resource_missing',
      param: 'starting_after',
      statusCode: 400,
    })
    await assert.rejects(stripe.customers.list({ starting_after: id, ending_before: id }), {
      statusCode: 400,
    })
    for (const limit of [0, 101, -1]) {
      await assert.rejects(stripe.customers.list({ limit }), { param: 'limit', statusCode: 400 })
    }
    await close()
  })

  it('takes no cursor of another kind, another account or the other mode', async (test) => {
    const { stripe, platform, client, account, close } = await customers(1)
    test.after(close)
    const other = platform.createAccount({ email: 'owner@northwind.test' })
    const theirs = await client(other.keys.test.secret).customers.create({ name: 'x' })
    const live = await client(account.keys.live.secret).customers.create({ name: 'x' })
    const product = await stripe.products.create({ name: 'Beans' })
    for (const cursor of [theirs.id, live.id, product.id]) {
      for (const side of ['starting_after', 'ending_before']) {
        await assert.rejects(stripe.customers.list({ [side]: cursor }), {
          ...{ code: 'resource_missing', param: side, statusCode: 400 },
        })
      }
    }
  })
})

describe('a list that is asked by something else than a field', () => {
  it('says so rather than leave the question aside', async () => {
    const { stripe, close } = await customers(0)
    await assert.rejects(stripe.radar.valueLists.list({ contains: 'x' }), {
      statusCode: 400,
      param: 'contains',
    })
    await stripe.entitlements.features.create({ name: 'Reports', lookup_key: 'reports' })
    assert.equal((await stripe.entitlements.features.list({ archived: true })).data.length, 0)
    assert.equal((await stripe.entitlements.features.list({ archived: false })).data.length, 1)
    await close()
  })
})

describe('events', () => {
  it('are listed by type, by pattern and by time, and found by id', async () => {
    const { stripe, close, advance, now } = await customers(1)
    const made = (await stripe.customers.list()).data[0]?.id ?? ''
    advance(100)
    await stripe.customers.update(made, { name: 'z' })
    await stripe.products.create({ name: 'Beans' })

    const types = async (params: Stripe.EventListParams) =>
      (await stripe.events.list(params)).data.map(({ type }) => type).join(' ')

    assert.equal(await types({}), 'product.created customer.updated customer.created')
    assert.equal(await types({ type: 'customer.*' }), 'customer.updated customer.created')
    assert.equal(await types({ types: ['product.created'] }), 'product.created')
    assert.equal(await types({ created: { lt: now() } }), 'customer.created')
    const [, updated] = (await stripe.events.list()).data
    assert.ok(updated)
    const { data, request, pending_webhooks } = await stripe.events.retrieve(updated.id)
    assert.deepEqual(data.previous_attributes, { name: 'a' })
    assert.match(request?.id ?? '', /^req_\w{14}$/)
    assert.match(request?.idempotency_key ?? '', /^stripe-node-retry-/)
    assert.equal(pending_webhooks, 0)
    for (const type of ['customer.eaten', 'nothing.*', '.*', 'customer.create']) {
      await assert.rejects(stripe.events.list({ type }), { statusCode: 400, param: 'type' })
    }
    await assert.rejects(stripe.events.list({ types: ['customer.created', 'x'] }), {
      param: 'types[1]',
    })
    advance(30 * 86400)
    assert.equal(await types({}), '')
    await close()
  })
})
