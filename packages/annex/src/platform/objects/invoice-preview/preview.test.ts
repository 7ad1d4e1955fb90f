import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DAY, endOf, HOUR, roastery, subscribe } from '../../../test/worlds/roastery.js'

describe('a preview', () => {
  it('shows the renewal as it will come, and changes nothing', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    const subscription = await subscribe(world, { metadata: { seat: '4' } })
    await stripe.invoiceItems.create({ customer, amount: 500, currency: 'usd' })
    world.news()

    const preview = await stripe.invoices.createPreview({ subscription: subscription.id })

    assert.deepEqual([preview.total, preview.status, preview.number], [3500, 'draft', null])
    assert.match(preview.id, /^upcoming_in_/)
    assert.equal(preview.created, endOf(subscription))
    assert.deepEqual(world.news(), [])
    world.goTo(endOf(subscription) + HOUR)
    const [renewal] = (await stripe.invoices.list({ limit: 1 })).data
    assert.deepEqual(
      renewal?.lines.data.map(({ description, amount, period }) => ({
        description,
        amount,
        period,
      })),
      preview.lines.data.map(({ description, amount, period }) => ({
        description,
        amount,
        period,
      })),
    )
  })

  it('shows what a change would cost with the renewal, or at once', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const subscription = await subscribe(world)
    const [item] = subscription.items.data
    world.advance(10 * DAY)
    const items = [{ id: item?.id ?? '', quantity: 2 }]

    const later = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items },
    })
    // −2000 + 4000 for the twenty days that remain, and two for the month to come.
    assert.deepEqual(
      later.lines.data.map(({ amount }) => amount),
      [4000, -2000, 6000],
    )
    const atOnce = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: 'always_invoice' },
    })
    assert.equal(atOnce.total, 2000)
    const untouched = await stripe.subscriptions.retrieve(subscription.id)
    assert.equal(untouched.items.data[0]?.quantity, 1)
    assert.equal((await stripe.invoiceItems.list({ pending: true })).data.length, 0)
  })

  it('prorates from the moment that is asked for', async (t) => {
    const world = await roastery(t)
    const subscription = await subscribe(world)
    const [item] = subscription.items.data
    const proration_date = subscription.created + 15 * DAY
    const preview = await world.stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item?.id ?? '', quantity: 2 }], proration_date },
    })
    assert.deepEqual(
      preview.lines.data.map(({ amount }) => amount),
      [3000, -1500, 6000],
    )
  })

  it('shows the first invoice of a subscription to come', async (t) => {
    const world = await roastery(t, null)
    const { stripe, customer, monthly } = world
    const coupon = await stripe.coupons.create({ percent_off: 10 })
    const preview = await stripe.invoices.createPreview({
      ...{ customer, discounts: [{ coupon: coupon.id }] },
      subscription_details: { items: [{ price: monthly, quantity: 2 }] },
      invoice_items: [{ amount: 1000, currency: 'usd', description: 'Set-up' }],
    })
    assert.equal(preview.total, 6300)
    assert.equal((await stripe.coupons.retrieve(coupon.id)).times_redeemed, 0)
    assert.equal((await stripe.subscriptions.list({ status: 'all' })).data.length, 0)
  })

  it('says when there is nothing to come', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    const none = { code: 'invoice_upcoming_none' }
    await assert.rejects(stripe.invoices.createPreview({ customer }), none)
    const { id } = await subscribe(world, { cancel_at_period_end: true })
    await assert.rejects(stripe.invoices.createPreview({ subscription: id }), none)
    const last = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { cancel_now: true },
    })
    assert.equal(last.total, -3000)
  })
})
