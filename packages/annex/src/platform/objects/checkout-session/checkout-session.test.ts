import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { checkoutShop, typed } from '../../../test/worlds/checkout.js'

type Params = Stripe.Checkout.SessionCreateParams

describe('what a session comes to', () => {
  it('adds up lines, a discount and a tax', async (t) => {
    const { stripe, sessions, beans, urls } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'half', percent_off: 50, duration: 'once' })
    const rate = { display_name: 'VAT', percentage: 10, inclusive: false }
    const vat = await stripe.taxRates.create(rate)
    const price_data = { currency: 'usd', unit_amount: 500, product_data: { name: 'Mug' } }
    const session = await sessions.create({
      ...{ mode: 'payment', ...urls, discounts: [{ coupon: 'half' }] },
      line_items: [
        { price: beans.id, quantity: 2, tax_rates: [vat.id] },
        { price_data, quantity: 1 },
      ],
      expand: ['line_items'],
    })
    const { amount_subtotal, amount_total, total_details } = session
    assert.deepEqual([amount_subtotal, amount_total], [3500, 1900])
    assert.deepEqual(total_details, { amount_discount: 1750, amount_shipping: 0, amount_tax: 150 })
    assert.deepEqual(
      session.line_items?.data.map((item) => [item.description, item.amount_total]),
      [
        ['Beans', 1650],
        ['Mug', 250],
      ],
    )
    const page = await sessions.listLineItems(session.id, { limit: 1 })
    assert.deepEqual([page.data.length, page.has_more], [1, true])
    const rest = await sessions.listLineItems(session.id, {
      ...{ starting_after: page.data[0]?.id ?? '', expand: ['data.price.product'] },
    })
    assert.equal(Object(rest.data[0]?.price?.product).name, 'Mug')
  })
})

describe('a tax rate that is put away', () => {
  it('still holds in the sessions that were made with it', async (t) => {
    const { stripe, sessions, beans, selling, newBrowser } = await checkoutShop(t)
    const rate = { display_name: 'VAT', percentage: 10, inclusive: false }
    const vat = await stripe.taxRates.create(rate)
    const line_items = [{ price: beans.id, quantity: 2, tax_rates: [vat.id] }]
    const session = await selling({ line_items })
    await stripe.taxRates.update(vat.id, { active: false })

    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $33.00', typed)
    assert.equal((await sessions.listLineItems(session.id)).data[0]?.amount_tax, 300)
    await assert.rejects(selling({ line_items }), { param: 'line_items[0][tax_rates]' })
  })
})

describe('a session is refused', () => {
  it('when it orders a number of what is paid by usage', async (t) => {
    const { stripe, sessions, urls } = await checkoutShop(t)
    const meter = await stripe.billing.meters.create({
      ...{ display_name: 'Cups', event_name: 'cups', default_aggregation: { formula: 'sum' } },
    })
    const { id: price } = await stripe.prices.create({
      ...{ currency: 'usd', unit_amount: 10, product_data: { name: 'Cups' } },
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    })
    const selling = (line_items: Params['line_items']) =>
      sessions.create({ ...{ mode: 'subscription', ...urls, line_items } })

    await assert.rejects(selling([{ price, quantity: 1 }]), { param: 'line_items[0][quantity]' })
    const session = await selling([{ price }])
    const [line] = (await sessions.listLineItems(session.id)).data
    assert.equal(line?.quantity, null)
    const link = await stripe.paymentLinks.create({ line_items: [{ price, quantity: 1 }] })
    assert.ok(link.active)
  })

  it('when its parameters don’t fit its mode', async (t) => {
    const { sessions, beans, plan, urls, now } = await checkoutShop(t)
    const once = { line_items: [{ price: beans.id, quantity: 1 }] }
    const monthly = { line_items: [{ price: plan.id, quantity: 1 }] }
    const wrong: readonly (readonly [Params, string, RegExp])[] = [
      [{ ...once, ...urls }, 'mode', /Missing required param: mode\./],
      [{ mode: 'payment', ...urls }, 'line_items', /Missing required param: line_items\./],
      [{ mode: 'payment', ...once }, 'success_url', /Missing required param: success_url\./],
      [
        { mode: 'payment', ...once, success_url: 'javascript:alert(1)' },
        'success_url',
        /Not a valid URL/,
      ],
      [
        { mode: 'payment', ...monthly, ...urls },
        'line_items[0][price]',
        /passed a recurring price/,
      ],
      [{ mode: 'subscription', ...once, ...urls }, 'line_items', /at least one recurring price/],
      [
        { mode: 'setup', currency: 'usd', ...once, ...urls },
        'line_items',
        /`line_items` in `setup` mode/,
      ],
      [{ mode: 'setup', ...urls }, 'currency', /Missing required param: currency\./],
      [
        { mode: 'payment', ...once, ...urls, subscription_data: { trial_period_days: 3 } },
        ...(['subscription_data', /`subscription_data` in `payment` mode/] as const),
      ],
      [
        { mode: 'payment', ...once, ...urls, expires_at: now() + 60 },
        ...(['expires_at', /at least 30 minutes/] as const),
      ],
      [
        { mode: 'payment', ...once, ...urls, expires_at: now() + 90_000 },
        ...(['expires_at', /less than 24 hours/] as const),
      ],
      [
        { mode: 'payment', ...once, ...urls, ui_mode: 'embedded_page' },
        ...(['ui_mode', /cannot be embedded/] as const),
      ],
      [
        { mode: 'payment', ...once, ...urls, customer: 'cus_none' },
        ...(['customer', /No such customer: 'cus_none'/] as const),
      ],
      [
        { mode: 'payment', line_items: [{ price: beans.id }], ...urls },
        ...(['line_items[0][quantity]', /Quantity is required/] as const),
      ],
    ]
    const anchored = { billing_cycle_anchor: now() + 5 * 86_400 }
    const dear = { currency: 'usd', unit_amount: 99_999_999, product_data: { name: 'Yacht' } }
    const more: typeof wrong = [
      [
        { mode: 'subscription', ...monthly, ...urls, subscription_data: anchored },
        ...(['subscription_data[billing_cycle_anchor]', /a part of a period/] as const),
      ],
      [
        { mode: 'payment', line_items: [{ price_data: dear, quantity: 2 }], ...urls },
        ...(['line_items', /no more than \$999,999\.99/] as const),
      ],
    ]
    for (const [params, param, message] of [...wrong, ...more]) {
      await assert.rejects(sessions.create(params), { statusCode: 400, param, message })
    }
  })
})
