import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('a plan', () => {
  it('is a price by another name, from its first day to its last', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const plan = await stripe.plans.create({
      ...{ id: 'gold', amount: 900, currency: 'usd', interval: 'month', interval_count: 3 },
      product: { name: 'Gold' },
    })
    const price = await stripe.prices.retrieve('gold')
    assert.deepEqual([price.unit_amount, price.recurring?.interval_count], [900, 3])
    assert.equal(price.product, plan.product)

    await stripe.plans.update('gold', { nickname: 'Quarterly' })
    assert.equal((await stripe.prices.retrieve('gold')).nickname, 'Quarterly')

    await stripe.plans.del('gold')
    await assert.rejects(stripe.prices.retrieve('gold'), { code: 'resource_missing' })
    const before = eventTypes()
    assert.deepEqual(before, [
      ...['product.created', 'plan.created', 'price.created'],
      ...['plan.updated', 'price.updated', 'price.deleted', 'plan.deleted'],
    ])
    const again = { id: 'gold', amount: 500, currency: 'usd', interval: 'year' } as const
    await stripe.plans.create({ ...again, product: { name: 'New gold' } })
    assert.equal((await stripe.prices.retrieve('gold')).unit_amount, 500)
  })

  it('needs a product and an amount', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const monthly = { currency: 'usd', interval: 'month' } as const

    await assert.rejects(stripe.plans.create({ ...monthly, amount: 9 }), { param: 'product' })
    await assert.rejects(stripe.plans.create({ ...monthly, product: { name: 'x' } }), {
      param: 'amount',
    })
    await assert.rejects(stripe.plans.create({ ...monthly, amount: 9, product: 'prod_9' }), {
      code: 'resource_missing',
    })
  })
})
