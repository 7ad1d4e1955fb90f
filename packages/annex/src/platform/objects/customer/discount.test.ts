import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startPlatform } from '../../../testing.js'

async function opened(test: TestContext) {
  const world = await startPlatform()
  test.after(world.close)
  const older = world.client(world.account.keys.test.secret ?? '', {
    apiVersion: '2024-04-10' as never,
  })
  await world.stripe.coupons.create({ id: 'quarter', percent_off: 25 })
  await world.stripe.coupons.create({ id: 'half', percent_off: 50 })
  const since = world.eventTypes().length
  return { ...world, older, news: () => world.eventTypes().slice(since) }
}

const with_ = (params: { coupon?: string; promotion_code?: string }): object => params

describe("a customer's discount", () => {
  it('is given by older versions, and read by all', async (test) => {
    const { stripe, older, news } = await opened(test)

    const made = await older.customers.create(with_({ coupon: 'quarter' }))
    const now = await stripe.customers.retrieve(made.id)

    assert.ok(!now.deleted && now.discount)
    assert.deepEqual(now.discount.source, { coupon: 'quarter', type: 'coupon' })
    assert.equal(now.discount.customer, made.id)
    assert.ok(made.discount && 'coupon' in made.discount)
    assert.equal((made.discount.coupon as { percent_off: number }).percent_off, 25)
    assert.equal((await stripe.coupons.retrieve('quarter')).times_redeemed, 1)
    assert.ok(news().includes('customer.discount.created'))
  })

  it('is replaced by another, and taken away in both ways', async (test) => {
    const { stripe, older, news } = await opened(test)
    const { id } = await older.customers.create(with_({ coupon: 'quarter' }))

    await older.customers.update(id, with_({ coupon: 'half' }))
    const half = await stripe.customers.retrieve(id)
    await older.customers.update(id, with_({ coupon: '' }))
    const none = await stripe.customers.retrieve(id)
    await older.customers.update(id, with_({ coupon: 'half' }))
    const gone = await stripe.customers.deleteDiscount(id)

    assert.ok(!half.deleted && half.discount?.source.coupon === 'half')
    assert.ok(!none.deleted && none.discount === null)
    assert.deepEqual([gone.object, gone.deleted], ['discount', true])
    assert.deepEqual(
      news().filter((type) => type.startsWith('customer.discount')),
      ['created', 'updated', 'deleted', 'created', 'deleted'].map((w) => `customer.discount.${w}`),
    )
    await assert.rejects(stripe.customers.deleteDiscount(id), { code: 'resource_missing' })
  })

  it('is refused to the newest version, and where the coupon is none', async (test) => {
    const { stripe, older } = await opened(test)
    await assert.rejects(stripe.customers.create(with_({ coupon: 'half' })), {
      ...{ code: 'parameter_unknown', param: 'coupon' },
    })
    await assert.rejects(older.customers.create(with_({ coupon: 'nobody' })), {
      ...{ code: 'resource_missing', param: 'coupon' },
    })
    const both = { coupon: 'half', promotion_code: 'promo_1' }
    await assert.rejects(older.customers.create(with_(both)), { statusCode: 400 })
  })
})
