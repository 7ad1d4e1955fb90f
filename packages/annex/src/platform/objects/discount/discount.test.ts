import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

describe('coupons and promotion codes', () => {
  it('count what was redeemed, and run out', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const coupon = await stripe.coupons.create({
      id: 'SPRING',
      percent_off: 10,
      max_redemptions: 1,
    })
    const discounts = [{ coupon: coupon.id }]

    await stripe.invoices.create({ customer, discounts })

    const used = await stripe.coupons.retrieve('SPRING')
    assert.deepEqual([used.times_redeemed, used.valid], [1, false])
    await assert.rejects(stripe.invoices.create({ customer, discounts }), {
      ...{ code: 'coupon_expired', param: 'discounts[0][coupon]' },
    })
    assert.deepEqual(eventTypes(), ['customer.created', 'coupon.created', 'invoice.created'])
  })

  it('live on in what was discounted after the coupon is deleted', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const customer = (await stripe.customers.create()).id
    const { id } = await stripe.coupons.create({ percent_off: 50 })
    const draft = await stripe.invoices.create({ customer, discounts: [{ coupon: id }] })
    await stripe.coupons.del(id)

    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1000, currency: 'usd' })

    assert.equal((await stripe.invoices.retrieve(draft.id)).total, 500)
  })

  it('are refused where they make no sense', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const refused = async (params: object, param: string) =>
      assert.rejects(stripe.coupons.create(params), { param })
    await refused({}, 'percent_off')
    await refused({ percent_off: 0 }, 'percent_off')
    await refused({ percent_off: 100.1 }, 'percent_off')
    await refused({ amount_off: 5 }, 'currency')
    await refused({ percent_off: 5, duration: 'repeating' }, 'duration_in_months')
    await refused({ percent_off: 5, amount_off: 5, currency: 'usd' }, 'amount_off')
  })

  it('take codes whatever their case, one active code for everybody', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id: coupon } = await stripe.coupons.create({ amount_off: 500, currency: 'usd' })
    const promotion = { type: 'coupon', coupon } as const
    const first = await stripe.promotionCodes.create({ promotion, code: 'Beans' })
    assert.equal(first.promotion.coupon, coupon)

    await assert.rejects(stripe.promotionCodes.create({ promotion, code: 'BEANS' }), {
      ...{ param: 'code' },
    })
    await stripe.promotionCodes.update(first.id, { active: false })
    await stripe.promotionCodes.create({ promotion, code: 'BEANS' })

    const customer = (await stripe.customers.create()).id
    const inactive = { customer, discounts: [{ promotion_code: first.id }] }
    await assert.rejects(stripe.invoices.create(inactive), { message: /cannot be redeemed/ })
  })
})

describe('a discount that is used again', () => {
  async function twoCustomers(t: TestContext) {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const price = await stripe.prices.create({
      ...{ unit_amount: 1000, currency: 'usd', recurring: { interval: 'month' } },
      product_data: { name: 'Beans' },
    })
    const items = [{ price: price.id }]
    const customer = await stripe.customers.create()
    const other = await stripe.customers.create()
    for (const { id } of [customer, other]) {
      const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id })
      await stripe.customers.update(id, {
        invoice_settings: { default_payment_method: method.id },
      })
    }
    const discounts = [{ coupon }]
    const { id } = await stripe.subscriptions.create({ customer: customer.id, items, discounts })
    const subscription = await stripe.subscriptions.retrieve(id)
    const again = [{ discount: idOf(subscription.discounts[0] ?? '') }]
    return { stripe, customer, other, items, price, subscription, again }
  }

  it('goes on for what belongs to the same subscription', async (t) => {
    const { stripe, customer, subscription, again } = await twoCustomers(t)
    const item = subscription.items.data[0]?.id ?? ''
    const used = await stripe.subscriptionItems.update(item, { discounts: again })
    assert.deepEqual(used.discounts, [again[0]?.discount])
    const kept = await stripe.subscriptions.update(subscription.id, { discounts: again })
    assert.deepEqual(kept.discounts, [again[0]?.discount])
    await stripe.invoices.create({
      ...{ customer: customer.id, subscription: subscription.id, discounts: again },
    })
  })

  it('is nobody else’s', async (t) => {
    const { stripe, customer, other, items, price, again } = await twoCustomers(t)
    const refusal = { code: 'resource_missing', param: 'discounts[0][discount]' }
    const theirs = { customer: other.id }
    await assert.rejects(stripe.invoices.create({ ...theirs, discounts: again }), refusal)
    await assert.rejects(
      stripe.subscriptions.create({ ...theirs, items, discounts: again }),
      refusal,
    )
    const { id } = await stripe.subscriptions.create({ ...theirs, items })
    await assert.rejects(stripe.subscriptions.update(id, { discounts: again }), refusal)
    await assert.rejects(
      stripe.subscriptionItems.create({ subscription: id, price: price.id, discounts: again }),
      refusal,
    )
    await assert.rejects(
      stripe.invoiceItems.create({ ...theirs, amount: 9, currency: 'usd', discounts: again }),
      refusal,
    )
    await assert.rejects(
      stripe.subscriptionSchedules.create({
        ...theirs,
        start_date: 'now',
        phases: [{ items, discounts: again, duration: { interval: 'month', interval_count: 1 } }],
      }),
      { ...refusal, param: 'phases[0][discounts][0][discount]' },
    )
    await assert.rejects(
      stripe.quotes.create({ ...theirs, line_items: [{ price: price.id }], discounts: again }),
      refusal,
    )
    // Nor anything else of the same customer's.
    await assert.rejects(
      stripe.invoices.create({ customer: customer.id, discounts: again }),
      refusal,
    )
  })
})
