/** Subscriptions that end at a date. The first monthly period has 30 days, the second (to 23 November) 31. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DAY, endOf, HOUR, roastery, subscribe } from '../../../test/worlds/roastery.js'
import { totals } from '../../../test/worlds/schedules.js'

const none = { proration_behavior: 'none' } as const

describe('a date in cancel_at', () => {
  it('inside the first period makes that shorter: 3000·10/30', async (t) => {
    const world = await roastery(t)
    const cancel_at = world.now() + 10 * DAY
    const subscription = await subscribe(world, { cancel_at })
    assert.equal(endOf(subscription), cancel_at)
    assert.deepEqual(await totals(world), [1000])
    world.advance(11 * DAY)
    assert.equal((await world.stripe.subscriptions.retrieve(subscription.id)).status, 'canceled')
    assert.deepEqual(await totals(world), [1000])
  })

  it('inside a period to come makes that one shorter: 3100·10/31', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const price = await stripe.prices.create({
      ...{ unit_amount: 3100, currency: 'usd', recurring: { interval: 'month' } },
      product_data: { name: 'Tea' },
    })
    const first = await subscribe(world, { items: [{ price: price.id }] })
    const cancel_at = endOf(first) + 10 * DAY
    await stripe.subscriptions.update(first.id, { cancel_at, ...none })
    world.goTo(endOf(first) + HOUR)
    assert.deepEqual(await totals(world), [3100, 1000])
    assert.equal(endOf(await stripe.subscriptions.retrieve(first.id)), cancel_at)
    world.goTo(cancel_at + HOUR)
    assert.equal((await stripe.subscriptions.retrieve(first.id)).status, 'canceled')
    assert.deepEqual(await totals(world), [3100, 1000])
  })

  it('in the running period gives back the rest, and takes it again when it is gone', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id, created } = await subscribe(world)
    world.advance(10 * DAY)
    const ending = await stripe.subscriptions.update(id, { cancel_at: created + 20 * DAY })
    assert.equal(endOf(ending), created + 20 * DAY)
    const waiting = async () =>
      (await stripe.invoiceItems.list({ pending: true })).data.map(({ amount }) => amount)
    // −3000·10/30; five days more are 500 of it; without an end, the 500 that are left.
    assert.deepEqual(await waiting(), [-1000])
    await stripe.subscriptions.update(id, { cancel_at: created + 25 * DAY })
    assert.deepEqual(await waiting(), [500, -1000])
    const going = await stripe.subscriptions.update(id, { cancel_at: '' })
    assert.deepEqual(await waiting(), [500, 500, -1000])
    assert.equal(endOf(going), created + 30 * DAY)
    world.goTo(endOf(going) + HOUR)
    assert.deepEqual(await totals(world), [3000, 3000])
  })

  it('gives it back at once when asked to', async (t) => {
    const world = await roastery(t)
    const { id, created } = await subscribe(world)
    world.advance(10 * DAY)
    await world.stripe.subscriptions.update(id, {
      ...{ cancel_at: created + 15 * DAY, proration_behavior: 'always_invoice' },
    })
    assert.deepEqual(await totals(world), [3000, -1500])
  })

  it('costs nothing and gives nothing back without prorations', async (t) => {
    const world = await roastery(t)
    const { id, created } = await subscribe(world)
    const ending = await world.stripe.subscriptions.update(id, {
      ...{ cancel_at: created + 15 * DAY, ...none },
    })
    assert.equal(endOf(ending), created + 30 * DAY)
    world.advance(16 * DAY)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'canceled')
    assert.deepEqual(await totals(world), [3000])
  })

  it('leaves a change on the way its share of the whole month: (6000 − 3000)·5/30', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id, items } = await subscribe(world, { cancel_at: world.now() + 10 * DAY })
    world.advance(5 * DAY)
    await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    })
    assert.deepEqual(await totals(world), [1000, 500])
  })
})

describe('a date in cancel_at that has passed', () => {
  it('is refused, the beginning of time as well', async (t) => {
    const world = await roastery(t)
    const { id } = await subscribe(world)
    const refused = { param: 'cancel_at' }
    for (const cancel_at of [0, 1, world.now()]) {
      await assert.rejects(world.stripe.subscriptions.update(id, { cancel_at }), refused)
      await assert.rejects(subscribe(world, { cancel_at }), refused)
    }
    assert.equal(endOf(await world.stripe.subscriptions.retrieve(id)), world.now() + 30 * DAY)
  })
})

describe('an item that joins for a part of its interval', () => {
  it('costs that part: 3650·(365 − 30)/365', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id } = await subscribe(world)
    world.advance(30 * DAY + HOUR)
    const yearly = await stripe.prices.create({
      ...{ unit_amount: 3650, currency: 'usd', recurring: { interval: 'year' } },
      product_data: { name: 'Membership' },
    })
    await stripe.subscriptionItems.create({
      ...{ subscription: id, price: yearly.id, proration_behavior: 'always_invoice' },
    })
    // An hour less than 335 days.
    const [, , joined] = await totals(world)
    assert.equal(joined, 3650 - 300)
  })
})
