import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, endOf, HOUR, latest } from '../../../test/worlds/roastery.js'
import { metered } from '../../../test/worlds/metered.js'
import { idOf } from '../reference.js'

const amounts = ({ lines }: Stripe.Invoice) => lines.data.map(({ amount }) => amount)

describe('usage', () => {
  it('is billed when its period is over, and then begins anew', async (t) => {
    const { use, priceOf, subscribeTo, renewed, stripe } = await metered(t)
    const { id, items } = await subscribeTo(await priceOf({ unit_amount: 5 }))
    await use(30)
    await use(12)

    const first = await renewed(id)

    assert.deepEqual(
      [first.status, first.total, first.billing_reason],
      ['paid', 210, 'subscription_cycle'],
    )
    const [line] = first.lines.data
    assert.deepEqual(
      [line?.quantity, line?.period.start, line?.period.end],
      [...[42, items.data[0]?.current_period_start, items.data[0]?.current_period_end]],
    )
    assert.equal((await renewed(id)).total, 0)
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'active')
  })

  it('is billed at the end, but not collected while collection is paused', async (t) => {
    const world = await metered(t)
    const { stripe, use, priceOf, subscribeTo, goTo } = world
    const made = await subscribeTo(await priceOf({ unit_amount: 5 }))
    await stripe.subscriptions.update(made.id, {
      ...{ cancel_at_period_end: true, pause_collection: { behavior: 'keep_as_draft' } },
    })
    await use(10)
    goTo(endOf(made) + 2 * HOUR)
    assert.equal((await stripe.subscriptions.retrieve(made.id)).status, 'canceled')
    const last = await latest(world, made.id)
    assert.deepEqual([last.total, last.status], [50, 'draft'])
  })

  it('stands beside what is paid ahead', async (t) => {
    const { stripe, customer, use, priceOf, monthly, renewed, news } = await metered(t)
    const items = [
      { price: monthly },
      { price: await priceOf({ unit_amount_decimal: '0.5' as never }) },
    ]
    const { id, latest_invoice } = await stripe.subscriptions.create({ customer, items })
    assert.equal((await stripe.invoices.retrieve(idOf(latest_invoice ?? ''))).total, 3000)
    await use(3)
    news()
    // 3 × 0.5 is rounded once.
    const renewal = await renewed(id)
    assert.deepEqual(
      amounts(renewal).toSorted((a, b) => a - b),
      [2, 3000],
    )
    assert.ok(renewal.lines.data.every(({ period }) => period.end - period.start > 27 * DAY))
  })

  it('heard of late is billed while the invoice is a draft', async (t) => {
    const world = await metered(t)
    const { use, priceOf, subscribeTo, goTo, stripe, now } = world
    const subscription = await subscribeTo(await priceOf({ unit_amount: 5 }))
    await use(10)
    goTo(endOf(subscription) + 60)
    assert.equal((await latest(world, subscription.id)).total, 50)

    await use(4, { timestamp: endOf(subscription) - 1, identifier: 'late' })
    await use(7)
    const draft = await latest(world, subscription.id)
    assert.deepEqual([draft.status, draft.total], ['draft', 70])
    await stripe.billing.meterEventAdjustments.create({
      ...{ event_name: 'cups', type: 'cancel', cancel: { identifier: 'late' } },
    })
    assert.equal((await latest(world, subscription.id)).total, 50)

    goTo(now() + HOUR)
    await use(100, { timestamp: endOf(subscription) - 1 })
    const final = await latest(world, subscription.id)
    assert.deepEqual([final.status, final.total], ['paid', 50])
  })

  it('in a trial is free', async (t) => {
    const { use, priceOf, subscribeTo, renewed } = await metered(t)
    const { id } = await subscribeTo(await priceOf({ unit_amount: 5 }), { trial_period_days: 7 })
    await use(30)
    assert.equal((await renewed(id)).total, 0)
    await use(2)
    assert.equal((await renewed(id)).total, 10)
  })

  it('shows in previews', async (t) => {
    const { stripe, use, priceOf, subscribeTo } = await metered(t)
    const { id } = await subscribeTo(await priceOf({ unit_amount: 5 }))
    await use(8)
    const preview = await stripe.invoices.createPreview({ subscription: id })
    assert.deepEqual([preview.total, amounts(preview)], [40, [40]])
    const ending = await stripe.invoices.createPreview({
      ...{ subscription: id, subscription_details: { cancel_now: true } },
    })
    assert.equal(ending.total, 40)
  })

  it('is billed at the end that was planned', async (t) => {
    const world = await metered(t)
    const { stripe, use, priceOf, subscribeTo, goTo, now } = world
    const ends = async (params: Stripe.SubscriptionUpdateParams) => {
      const { id } = await subscribeTo(await priceOf({ unit_amount: 5 }))
      const { cancel_at } = await stripe.subscriptions.update(id, params)
      await use(6)
      const upcoming = await stripe.invoices.createPreview({ subscription: id })
      goTo((cancel_at ?? 0) + HOUR)
      return {
        subscription: await stripe.subscriptions.retrieve(id),
        upcoming,
        invoice: await latest(world, id),
      }
    }

    const atEnd = await ends({ cancel_at_period_end: true })
    assert.deepEqual(
      [atEnd.subscription.status, atEnd.invoice.status, atEnd.invoice.total],
      ['canceled', 'paid', 30],
    )
    assert.equal(atEnd.upcoming.total, 30)
    const midway = await ends({ cancel_at: now() + 3 * DAY })
    assert.deepEqual([midway.subscription.status, midway.invoice.total], ['canceled', 30])
  })

  it('heard of late is billed with a planned end too, while it is a draft', async (t) => {
    const world = await metered(t)
    const { stripe, use, priceOf, subscribeTo, goTo, now } = world
    const { id } = await subscribeTo(await priceOf({ unit_amount: 500 }))
    const { cancel_at } = await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    await use(2)
    goTo((cancel_at ?? 0) + 60)
    await use(1, { timestamp: now() - 120 })
    const draft = await latest(world, id)
    assert.deepEqual([draft.status, draft.total], ['draft', 1500])
  })

  it('until a pause is billed, and what was paid ahead is given back', async (t) => {
    const world = await metered(t)
    const { stripe, customer, use, priceOf, monthly, advance } = world
    const items = [{ price: monthly }, { price: await priceOf({ unit_amount: 500 }) }]
    const { id } = await stripe.subscriptions.create({ customer, items })
    const waiting = async () => {
      const { data } = await stripe.invoiceItems.list({ pending: true })
      return data.map(({ amount }) => amount).toSorted((a, b) => a - b)
    }
    await use(2)
    advance(15 * DAY)
    await stripe.subscriptions.pause(id, { type: 'subscription' })
    assert.deepEqual(await waiting(), [-1500, 1000])

    // A new month is paid, less what waits; what is used in the pause is free.
    advance(DAY)
    await use(9)
    advance(DAY)
    await stripe.subscriptions.resume(id)
    assert.deepEqual([(await latest(world, id)).total, await waiting()], [2500, []])

    const none = { outstanding_usage_through: { type: 'none' }, unused_time_from: { type: 'none' } }
    await use(4)
    await stripe.subscriptions.pause(id, { type: 'subscription', bill_for: none })
    assert.deepEqual(await waiting(), [])
    advance(60)
    await stripe.subscriptions.resume(id)
    advance(15 * DAY)
    await use(1)
    await stripe.subscriptions.pause(id, { type: 'subscription', invoicing_behavior: 'invoice' })
    const billed = await latest(world, id)
    assert.equal(billed.lines.data.length, 2)
    assert.ok(billed.total < 0)
  })

  it('until a pause is not billed again when that ends in a cancellation', async (t) => {
    const { stripe, use, priceOf, subscribeTo, advance } = await metered(t)
    const { id } = await subscribeTo(await priceOf({ unit_amount: 500 }))
    await use(2)
    advance(DAY)
    await stripe.subscriptions.pause(id, { type: 'subscription', invoicing_behavior: 'invoice' })
    advance(DAY)
    await use(9)
    await stripe.subscriptions.cancel(id)
    const billed = (await stripe.invoices.list()).data
    assert.deepEqual(
      billed.map(({ total }) => total),
      [1000, 0],
    )
  })

  it('is billed with a cancellation that asks for it, and with any in flexible mode', async (t) => {
    const { stripe, use, priceOf, subscribeTo, advance, news } = await metered(t)
    const price = await priceOf({ unit_amount: 500 })
    const billing_mode = { type: 'classic' } as const
    const silent = await subscribeTo(price, { billing_mode })
    await use(6)
    await stripe.subscriptions.cancel(silent.id)
    advance(DAY)
    const asking = await subscribeTo(price, { billing_mode })
    await use(4)
    await stripe.subscriptions.cancel(asking.id, { invoice_now: true })
    advance(DAY)
    const flexible = await subscribeTo(price)
    await use(3)
    news()
    const gone = await stripe.subscriptions.cancel(flexible.id)
    const told = news().filter((type) => type.startsWith('customer.subscription'))
    assert.deepEqual(told, ['customer.subscription.deleted'])
    const last = await stripe.invoices.retrieve(idOf(gone.latest_invoice ?? ''))
    assert.deepEqual([last.total, last.status], [1500, 'paid'])

    const billed = (await stripe.invoices.list()).data
    assert.deepEqual(
      billed.map(({ total, status }) => [total, status]),
      [
        [1500, 'paid'],
        [0, 'paid'],
        [2000, 'paid'],
        [0, 'paid'],
        [0, 'paid'],
      ],
    )
  })

  it('of an item that goes waits for the next invoice', async (t) => {
    const { stripe, customer, use, priceOf, monthly, renewed, advance } = await metered(t)
    const price = await priceOf({ unit_amount: 500 })
    const made = await stripe.subscriptions.create({
      customer,
      items: [{ price: monthly }, { price }],
    })
    await use(2)
    advance(5 * DAY)
    const gone = made.items.data.find((item) => item.price.id === price)?.id ?? ''
    await stripe.subscriptions.update(made.id, { items: [{ id: gone, deleted: true }] })

    const [pending] = (await stripe.invoiceItems.list({ pending: true })).data
    assert.deepEqual([pending?.amount, pending?.quantity, pending?.proration], [1000, 2, false])
    assert.equal((await renewed(made.id)).total, 4000)
  })

  it('goes on counting when the price of the same meter changes', async (t) => {
    const { stripe, use, priceOf, subscribeTo, renewed, advance } = await metered(t)
    const { id, items } = await subscribeTo(await priceOf({ unit_amount: 500 }))
    await use(2)
    advance(5 * DAY)
    await stripe.subscriptions.update(id, {
      items: [{ id: items.data[0]?.id ?? '', price: await priceOf({ unit_amount: 300 }) }],
    })
    await use(1)
    assert.equal((await renewed(id)).total, 900)
  })

  it('is billed at once when the cycle begins anew', async (t) => {
    const world = await metered(t)
    const { stripe, use, priceOf, subscribeTo, renewed, advance } = world
    const { id } = await subscribeTo(await priceOf({ unit_amount: 500 }))
    await use(2)
    advance(5 * DAY)
    await stripe.subscriptions.update(id, { billing_cycle_anchor: { type: 'now' } })
    assert.equal((await latest(world, id)).total, 1000)
    await use(1)
    assert.equal((await renewed(id)).total, 500)
  })

  it('is measured in the time of a test clock', async (t) => {
    const { stripe, priceOf, meter, now } = await metered(t)
    const price = await priceOf({ unit_amount: 5 })
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: now() + 90 * DAY })
    const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    const subscription = await stripe.subscriptions.create({
      ...{ customer, items: [{ price }], default_payment_method: method.id },
    })
    const payload = { stripe_customer_id: customer, value: '20' }
    const event = await stripe.billing.meterEvents.create({ event_name: meter.event_name, payload })
    assert.equal(event.timestamp, clock.frozen_time)

    await stripe.testHelpers.testClocks.advance(clock.id, {
      frozen_time: endOf(subscription) + HOUR,
    })
    const { latest_invoice } = await stripe.subscriptions.retrieve(subscription.id)
    const invoice = await stripe.invoices.retrieve(idOf(latest_invoice ?? ''))
    assert.deepEqual([invoice.total, invoice.status], [100, 'paid'])
  })
})

describe('worked examples of usage', () => {
  const graduated = {
    ...{ billing_scheme: 'tiered', tiers_mode: 'graduated' },
    tiers: [
      { up_to: 100, unit_amount: 0, flat_amount: 900 },
      { up_to: 1000, unit_amount: 10 },
      { up_to: 'inf', unit_amount_decimal: '7.5' as never },
    ],
  } satisfies Partial<Stripe.PriceCreateParams>
  const volume = { ...graduated, tiers_mode: 'volume' } satisfies Partial<Stripe.PriceCreateParams>
  const packages = {
    ...{ unit_amount: 250, transform_quantity: { divide_by: 100, round: 'up' } },
  } satisfies Partial<Stripe.PriceCreateParams>

  const examples: readonly [string, Partial<Stripe.PriceCreateParams>, string[], number[]][] = [
    ['a graduated price, unused: the flat fee of its first tier', graduated, [], [0, 900]],
    ['inside the first tier', graduated, ['60', '40'], [0, 900]],
    ['one more: 900 + 1 × 10', graduated, ['101'], [0, 900, 10]],
    ['through all: 900 + 900 × 10 + 500 × 7.5', graduated, ['1500'], [0, 900, 9000, 3750]],
    ['by volume: 1500 × 7.5', volume, ['1500'], [11250]],
    ['by volume, the tier at its edge: 1000 × 10', volume, ['1000'], [10000]],
    ['by volume, the first tier: 50 × 0 + 900', volume, ['50'], [0, 900]],
    ['packages begun: ⌈201 / 100⌉ × 250', packages, ['201'], [750]],
    ['packages, none begun', packages, [], [0]],
    ['fractions: 2.5 × 0.3 = 0.75', { unit_amount_decimal: '0.3' as never }, ['2.5'], [1]],
    ['taken back until less than nothing is left', { unit_amount: 5 }, ['3', '-10'], [0]],
  ]
  for (const [name, price, values, lines] of examples) {
    it(name, async (t) => {
      const { use, priceOf, subscribeTo, renewed } = await metered(t)
      const { id } = await subscribeTo(await priceOf(price))
      for (const value of values) await use(value)
      const invoice = await renewed(id)
      assert.deepEqual(amounts(invoice), lines)
      assert.equal(
        invoice.subtotal,
        lines.reduce((sum, amount) => sum + amount, 0),
      )
    })
  }

  it('in yen, taxed inside: 33 × ¥7 = ¥231, of which ¥21 are tax', async (t) => {
    const { stripe, use, priceOf, subscribeTo, renewed } = await metered(t)
    const rate = await stripe.taxRates.create({
      display_name: 'JCT',
      percentage: 10,
      inclusive: true,
    })
    const { id } = await subscribeTo(await priceOf({ currency: 'jpy', unit_amount: 7 }), {
      default_tax_rates: [rate.id],
    })
    await use(33)
    const invoice = await renewed(id)
    assert.deepEqual(
      [invoice.total, invoice.total_excluding_tax, invoice.total_taxes?.[0]?.amount],
      [231, 210, 21],
    )
  })
})
