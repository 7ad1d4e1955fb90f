import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatform } from '../../testing.js'

describe('a customer, through the official client', async () => {
  const { stripe, eventTypes, platform } = await startPlatform()
  after(() => platform.close())

  it('is created, changed, listed and deleted, and each is announced', async () => {
    const made = await stripe.customers.create({ email: 'a@example.com', metadata: { plan: 'x' } })
    const read = await stripe.customers.retrieve(made.id)
    const changed = await stripe.customers.update(made.id, { name: 'Ada', metadata: { tier: '1' } })
    const list = await stripe.customers.list({ email: 'a@example.com' })
    const gone = await stripe.customers.del(made.id)

    assert.match(made.id, /^cus_\w{14}$/)
    assert.deepEqual(Object.keys(read).slice(0, 2), ['id', 'object'])
    assert.deepEqual(changed.metadata, { plan: 'x', tier: '1' })
    assert.deepEqual(
      list.data.map((one) => one.name),
      ['Ada'],
    )
    assert.deepEqual({ ...gone }, { id: made.id, object: 'customer', deleted: true })
    assert.equal((await stripe.customers.retrieve(made.id)).deleted, true)
    assert.deepEqual(eventTypes(), ['customer.created', 'customer.updated', 'customer.deleted'])
  })

  it('is refused with the words and class of Stripe when it is not there', async () => {
    await assert.rejects(stripe.customers.retrieve('cus_nobody'), (error) => {
      assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError)
      assert.equal(error.message, "No such customer: 'cus_nobody'")
      assert.equal(error.statusCode, 404)
      return true
    })
  })
})
