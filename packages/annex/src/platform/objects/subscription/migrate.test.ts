import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { roastery, subscribe } from '../../../test/worlds/roastery.js'

const FLEXIBLE = { billing_mode: { type: 'flexible' } } as const

describe('migrating a subscription', () => {
  it('goes from classic to flexible, its schedule too, and not again', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const classic = await subscribe(world, { billing_mode: { type: 'classic' } })
    assert.equal(classic.billing_mode.type, 'classic')
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: classic.id })
    world.news()

    const { billing_mode } = await stripe.subscriptions.migrate(classic.id, FLEXIBLE)

    const expected = {
      ...{ flexible: { proration_discounts: 'included' }, type: 'flexible' },
      updated_at: world.now(),
    }
    assert.deepEqual(billing_mode, expected)
    const schedule = await stripe.subscriptionSchedules.retrieve(id)
    assert.deepEqual(schedule.billing_mode, expected)
    assert.ok(world.news().includes('customer.subscription.updated'))
    await assert.rejects(stripe.subscriptions.migrate(classic.id, FLEXIBLE), {
      ...{ param: 'billing_mode[type]', message: /already in the `flexible`/ },
    })
  })

  it('refuses what is not carried out, and what is over', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id } = await subscribe(world, { billing_mode: { type: 'classic' } })
    const itemized = { proration_discounts: 'itemized' } as const
    await assert.rejects(
      stripe.subscriptions.migrate(id, { billing_mode: { type: 'flexible', flexible: itemized } }),
      { param: 'billing_mode[flexible][proration_discounts]' },
    )
    await stripe.subscriptions.cancel(id)
    await assert.rejects(stripe.subscriptions.migrate(id, FLEXIBLE), {
      code: 'status_transition_invalid',
    })
  })
})
