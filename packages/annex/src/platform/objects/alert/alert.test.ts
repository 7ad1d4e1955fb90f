import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { metered } from '../../../test/worlds/metered.js'

async function world(t: TestContext) {
  const shop = await metered(t)
  const { stripe, meter } = shop
  type Threshold = NonNullable<Stripe.Billing.AlertCreateParams['usage_threshold']>
  const watch = (gte: number, more: Partial<Threshold> = {}) =>
    stripe.billing.alerts.create({
      ...{ alert_type: 'usage_threshold', title: `At ${gte}` },
      usage_threshold: { gte, meter: meter.id, recurrence: 'one_time', ...more },
    })
  const triggered = async () => {
    const { data } = await stripe.events.list({ type: 'billing.alert.triggered' })
    return data.map(({ data: { object } }) => {
      const { alert, customer, value } = object as Stripe.Billing.AlertTriggered
      return { alert: alert.id, customer, value }
    })
  }
  return { ...shop, watch, triggered }
}

describe('an alert', () => {
  it('goes off once for each customer, by what was used since it was set', async (t) => {
    const { stripe, customer, use, watch, triggered } = await world(t)
    await use(99)
    const { id } = await watch(10)
    await use(9)
    assert.deepEqual(await triggered(), [])
    await use(3)
    await use(50)
    const other = await stripe.customers.create()
    await use(1, { payload: { stripe_customer_id: other.id, value: '10' } })

    assert.deepEqual(await triggered(), [
      { alert: id, customer: other.id, value: 10 },
      { alert: id, customer, value: 12 },
    ])
  })

  it('can be for one customer', async (t) => {
    const { stripe, use, watch, triggered } = await world(t)
    const other = await stripe.customers.create()
    const filters = [{ type: 'customer' as const, customer: other.id }]
    const { usage_threshold } = await watch(5, { filters })
    assert.deepEqual(usage_threshold?.filters, filters)
    await use(5)
    assert.deepEqual(await triggered(), [])
    await use(1, { payload: { stripe_customer_id: other.id, value: '5' } })
    assert.equal((await triggered()).length, 1)
  })

  it('rests while it is inactive, and begins anew', async (t) => {
    const { stripe, use, watch, triggered, advance } = await world(t)
    const { id } = await watch(5)
    await use(5)
    await stripe.billing.alerts.deactivate(id)
    await use(5)
    advance(1)
    const again = await stripe.billing.alerts.activate(id)
    assert.equal(again.status, 'active')
    await use(4)
    assert.equal((await triggered()).length, 1)
    await use(1)
    assert.equal((await triggered()).length, 2)
  })

  it('is in no list once it is archived', async (t) => {
    const { stripe, use, watch, triggered, meter } = await world(t)
    const { id } = await watch(5)
    assert.equal((await stripe.billing.alerts.list({ meter: meter.id })).data.length, 1)
    assert.equal((await stripe.billing.alerts.archive(id)).status, 'archived')
    assert.deepEqual((await stripe.billing.alerts.list()).data, [])
    await use(5)
    assert.deepEqual(await triggered(), [])
    const wrong = { code: 'status_transition_invalid' }
    await assert.rejects(stripe.billing.alerts.activate(id), wrong)
    await assert.rejects(stripe.billing.alerts.archive(id), wrong)
  })

  it('watches a meter that is there, for at most one customer, from above zero', async (t) => {
    const { stripe, watch, customer } = await world(t)
    await assert.rejects(watch(0), { param: 'usage_threshold[gte]' })
    await assert.rejects(watch(1, { meter: 'mtr_9' }), { param: 'usage_threshold[meter]' })
    const one = { type: 'customer' as const, customer }
    await assert.rejects(watch(1, { filters: [one, one] }), { param: 'usage_threshold[filters]' })
    await assert.rejects(watch(1, { filters: [{ ...one, customer: 'cus_9' }] }), {
      param: 'usage_threshold[filters][0][customer]',
    })
    const bare = { alert_type: 'usage_threshold', title: 'Bare' } as const
    await assert.rejects(stripe.billing.alerts.create(bare), { param: 'usage_threshold' })
    for (let count = 0; count < 25; count++) await watch(count + 1)
    await assert.rejects(watch(26), /at most 25 alerts/)
    await watch(1, { filters: [one] })
  })
})
