import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { metered } from '../../../test/worlds/metered.js'

describe('a meter', () => {
  it('takes the usual keys of the payload, and tells of its life', async (t) => {
    const { stripe, meter, news } = await metered(t)
    assert.equal(meter.customer_mapping.event_payload_key, 'stripe_customer_id')
    assert.equal(meter.value_settings.event_payload_key, 'value')
    assert.equal(meter.status, 'active')

    await stripe.billing.meters.update(meter.id, { display_name: 'Cups of coffee' })
    const off = await stripe.billing.meters.deactivate(meter.id)
    const on = await stripe.billing.meters.reactivate(meter.id)

    assert.equal(off.status, 'inactive')
    assert.equal(typeof off.status_transitions.deactivated_at, 'number')
    assert.equal(on.status_transitions.deactivated_at, null)
    assert.equal(on.display_name, 'Cups of coffee')
    assert.deepEqual(news(), [
      ...['billing.meter.created', 'billing.meter.updated'],
      ...['billing.meter.deactivated', 'billing.meter.reactivated'],
    ])
  })

  it('cannot be what it already is', async (t) => {
    const { stripe, meter } = await metered(t)
    const wrong = { code: 'status_transition_invalid' }
    await assert.rejects(stripe.billing.meters.reactivate(meter.id), wrong)
    await stripe.billing.meters.deactivate(meter.id)
    await assert.rejects(stripe.billing.meters.deactivate(meter.id), wrong)
  })

  it('shares its event name with no other active one', async (t) => {
    const { stripe, meter } = await metered(t)
    const again = {
      ...{ display_name: 'Cups', event_name: 'cups' },
      default_aggregation: { formula: 'count' as const },
    }
    const taken = { code: 'resource_already_exists', param: 'event_name' }
    await assert.rejects(stripe.billing.meters.create(again), taken)
    await stripe.billing.meters.deactivate(meter.id)
    const second = await stripe.billing.meters.create(again)
    await assert.rejects(stripe.billing.meters.reactivate(meter.id), taken)

    const active = await stripe.billing.meters.list({ status: 'active' })
    assert.deepEqual(
      active.data.map(({ id }) => id),
      [second.id],
    )
  })
})

describe('a metered price', () => {
  const cases = [
    ['needs a meter', { usage_type: 'metered' }, 'recurring[meter]'],
    ['must be metered to have one', { meter: 'the meter' }, 'recurring[meter]'],
    ['names one that is there', { usage_type: 'metered', meter: 'mtr_9' }, 'recurring[meter]'],
  ] as const
  for (const [name, recurring, param] of cases) {
    it(name, async (t) => {
      const { priceOf, meter } = await metered(t)
      const own = 'meter' in recurring && recurring.meter === 'the meter'
      const params = { interval: 'month', ...recurring, ...(own && { meter: meter.id }) } as const
      await assert.rejects(priceOf({ unit_amount: 5, recurring: params }), { param })
    })
  }

  it('has an active meter', async (t) => {
    const { stripe, priceOf, meter } = await metered(t)
    await stripe.billing.meters.deactivate(meter.id)
    await assert.rejects(priceOf({ unit_amount: 5 }), /deactivated meter/)
  })

  it('is bought without a quantity', async (t) => {
    const { stripe, priceOf, subscribeTo, customer, monthly } = await metered(t)
    const price = await priceOf({ unit_amount: 5 })
    const items = [{ price, quantity: 2 }]
    await assert.rejects(stripe.subscriptions.create({ customer, items }), {
      param: 'items[0][quantity]',
    })

    const { items: made, id } = await subscribeTo(price)
    assert.equal(made.data[0]?.quantity, undefined)
    const licensed = await stripe.subscriptions.update(id, {
      items: [{ id: made.data[0]?.id ?? '', price: monthly }],
    })
    assert.equal(licensed.items.data[0]?.quantity, 1)
  })
})
