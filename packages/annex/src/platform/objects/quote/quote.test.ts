/** Quotes: offers, and what becomes of them. The clock starts on 23 September 2026. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, endOf, HOUR, roastery, type Roastery } from '../../../test/worlds/roastery.js'

async function oneTime({ stripe }: Roastery, unit_amount = 500): Promise<string> {
  const price = await stripe.prices.create({
    ...{ unit_amount, currency: 'usd', product_data: { name: `Set-up at ${unit_amount}` } },
  })
  return price.id
}

const idIn = (one: string | { id: string } | null): string =>
  typeof one === 'string' ? one : (one?.id ?? '')

/** Two months' worth of beans a month, and a set-up. */
async function offered(world: Roastery, more: Stripe.QuoteCreateParams = {}) {
  const once = await oneTime(world)
  const quote = await world.stripe.quotes.create({
    customer: world.customer,
    line_items: [{ price: world.monthly, quantity: 2 }, { price: once }],
    ...more,
  })
  return { quote, once }
}

describe('a quote', () => {
  it('adds up what it offers, now and again and again', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const once = await stripe.coupons.create({ percent_off: 50, duration: 'once' })
    const always = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const rate = await stripe.taxRates.create({
      ...{ display_name: 'VAT', inclusive: false, percentage: 20 },
    })
    world.news()
    const { quote } = await offered(world, {
      default_tax_rates: [rate.id],
      discounts: [{ coupon: once.id }, { coupon: always.id }],
      expand: ['line_items'],
    })
    // 6000 and 500; half of each, then a tenth of what is left: 3300 and 275 go; a fifth on top.
    assert.deepEqual([quote.status, quote.number, quote.currency], ['draft', null, 'usd'])
    assert.deepEqual([quote.amount_subtotal, quote.amount_total], [6500, 3510])
    assert.deepEqual(quote.total_details, {
      ...{ amount_discount: 3575, amount_shipping: 0, amount_tax: 585 },
    })
    assert.equal(quote.computed.upfront.amount_total, 3510)
    // Only what lasts for ever counts later: 6000 − 600, and a fifth of it.
    const { recurring } = quote.computed
    assert.deepEqual(
      [recurring?.amount_subtotal, recurring?.amount_total, recurring?.interval],
      [6000, 6480, 'month'],
    )
    assert.deepEqual(
      quote.line_items?.data.map((line) => [line.amount_total, line.quantity]),
      [
        [3240, 2],
        [270, 1],
      ],
    )
    assert.equal(quote.expires_at, world.now() + 30 * DAY)
    assert.equal((await stripe.coupons.retrieve(once.id)).times_redeemed, 0)
    assert.deepEqual(
      world.news().filter((type) => !/^p(rice|roduct)/.test(type)),
      ['quote.created'],
    )
  })

  it('lists its lines, and those of the first invoice', async (t) => {
    const world = await roastery(t)
    const { quote } = await offered(world, { subscription_data: { trial_period_days: 14 } })
    const first = await world.stripe.quotes.listLineItems(quote.id, { limit: 1 })
    assert.deepEqual([first.data.length, first.has_more], [1, true])
    const rest = await world.stripe.quotes.listLineItems(quote.id, {
      starting_after: first.data[0]?.id ?? '',
    })
    assert.deepEqual(
      rest.data.map(({ amount_total }) => amount_total),
      [500],
    )
    const upfront = await world.stripe.quotes.listComputedUpfrontLineItems(quote.id)
    // What is on trial costs nothing yet.
    assert.deepEqual(
      upfront.data.map(({ amount_total }) => amount_total),
      [0, 500],
    )
    assert.equal(quote.computed.upfront.amount_total, 500)
    assert.equal(quote.amount_total, 6500)
  })

  it('changes while it is a draft', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly, customer } = world
    const empty = await stripe.quotes.create({ header: 'For you' })
    assert.deepEqual([empty.amount_total, empty.currency, empty.customer], [0, null, null])
    const filled = await stripe.quotes.update(empty.id, {
      customer,
      line_items: [{ price: monthly }],
      header: '',
      metadata: { desk: '7' },
    })
    assert.deepEqual(
      [filled.amount_total, filled.header, filled.metadata],
      [3000, null, { desk: '7' }],
    )
    const [line] = (await stripe.quotes.listLineItems(empty.id)).data
    const more = await stripe.quotes.update(empty.id, {
      line_items: [{ id: line?.id ?? '', quantity: 3 }, { price: await oneTime(world) }],
    })
    assert.equal(more.amount_total, 9500)
    const product = (await stripe.products.create({ name: 'Special' })).id
    const special = await stripe.quotes.update(empty.id, {
      line_items: [{ price_data: { currency: 'eur', product, unit_amount: 700 }, quantity: 2 }],
    })
    assert.deepEqual(
      [special.amount_total, special.currency, special.computed.recurring],
      [...[1400, 'eur', null]],
    )
  })

  it('is numbered when it is finalized, and fixed from then on', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    const { quote } = await offered(world)
    const open = await stripe.quotes.finalizeQuote(quote.id, { expires_at: world.now() + DAY })
    const { invoice_prefix } = Object(await stripe.customers.retrieve(customer))
    assert.deepEqual(
      [open.status, open.number, open.status_transitions.finalized_at],
      ['open', `QT-${invoice_prefix}-0001-1`, world.now()],
    )
    const { quote: second } = await offered(world)
    const { number } = await stripe.quotes.finalizeQuote(second.id)
    assert.equal(number, `QT-${invoice_prefix}-0002-1`)

    const later = await stripe.quotes.update(open.id, { expires_at: world.now() + 3 * DAY })
    assert.equal(later.expires_at, world.now() + 3 * DAY)
    await assert.rejects(stripe.quotes.update(open.id, { header: 'New' }), { param: 'header' })
    await assert.rejects(stripe.quotes.finalizeQuote(open.id), /status `draft` can be finalized/)
    const listed = await stripe.quotes.list({ customer, status: 'open' })
    assert.deepEqual(
      listed.data.map(({ id }) => id),
      [second.id, open.id],
    )
  })

  it('is canceled by hand, or by itself when it expires', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { quote } = await offered(world)
    const canceled = await stripe.quotes.cancel(quote.id)
    assert.deepEqual(
      [canceled.status, canceled.status_transitions.canceled_at],
      ['canceled', world.now()],
    )
    const { quote: left } = await offered(world, { expires_at: world.now() + DAY })
    await stripe.quotes.finalizeQuote(left.id)
    world.news()
    world.advance(DAY)
    assert.equal((await stripe.quotes.retrieve(left.id)).status, 'canceled')
    assert.deepEqual(world.news(), ['quote.canceled'])
    for (const verb of ['accept', 'cancel'] as const) {
      await assert.rejects(stripe.quotes[verb](left.id), /This quote has status `canceled`/)
    }
    await assert.rejects(stripe.quotes.update(left.id, { header: 'x' }), { param: 'header' })
  })
})

describe('accepting a quote', () => {
  it('begins a subscription, its first invoice a draft for an hour', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const half = await stripe.coupons.create({ percent_off: 50, duration: 'once' })
    const { quote } = await offered(world, {
      discounts: [{ coupon: half.id }],
      subscription_data: { metadata: { from: 'quote' }, description: 'Beans' },
    })
    await stripe.quotes.finalizeQuote(quote.id)
    world.news()
    const accepted = await stripe.quotes.accept(quote.id)

    assert.deepEqual([accepted.status, accepted.invoice], ['accepted', null])
    assert.equal(world.news().at(-1), 'quote.accepted')
    const subscription = await stripe.subscriptions.retrieve(idIn(accepted.subscription))
    assert.deepEqual(
      [subscription.status, subscription.description, subscription.metadata],
      ['active', 'Beans', { from: 'quote' }],
    )
    const [draft] = (await stripe.invoices.list()).data
    assert.deepEqual([draft?.status, draft?.total], ['draft', quote.amount_total])
    assert.equal((await stripe.coupons.retrieve(half.id)).times_redeemed, 1)
    world.goTo(endOf(subscription) + HOUR)
    const invoices = (await stripe.invoices.list()).data
    assert.deepEqual(
      invoices.map(({ total, status }) => [total, status]),
      [
        [6000, 'paid'],
        [3250, 'paid'],
      ],
    )
  })

  it('draws up an invoice when nothing recurs', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    const quote = await stripe.quotes.create({
      customer,
      line_items: [
        { price: await oneTime(world, 700), quantity: 3 },
        { price: await oneTime(world, 100) },
      ],
      collection_method: 'send_invoice',
      invoice_settings: { days_until_due: 10, footer: 'Thanks' },
    })
    await stripe.quotes.finalizeQuote(quote.id)
    const accepted = await stripe.quotes.accept(quote.id)

    const invoice = await stripe.invoices.retrieve(idIn(accepted.invoice))
    assert.deepEqual(
      [invoice.status, invoice.total, invoice.footer, invoice.due_date],
      ['draft', 2200, 'Thanks', world.now() + 10 * DAY],
    )
    assert.deepEqual(invoice.parent?.quote_details, { quote: quote.id })
    assert.deepEqual(
      invoice.lines.data.map(({ amount }) => amount),
      [2100, 100],
    )
    const open = await stripe.invoices.finalizeInvoice(invoice.id)
    assert.equal(open.status, 'open')
  })

  it('plans a subscription for a date to come', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const effective_date = world.now() + 20 * DAY
    const product = (await stripe.products.create({ name: 'Special' })).id
    const { quote } = await offered(world, {
      line_items: [
        {
          ...{ quantity: 2 },
          price_data: {
            ...{ currency: 'usd', product, recurring: { interval: 'month' }, unit_amount: 2500 },
          },
        },
        { price: await oneTime(world) },
      ],
      subscription_data: { effective_date, metadata: { from: 'quote' } },
    })
    await stripe.quotes.finalizeQuote(quote.id)
    const accepted = await stripe.quotes.accept(quote.id)
    assert.equal(accepted.subscription, null)
    const schedule = await stripe.subscriptionSchedules.retrieve(
      idIn(accepted.subscription_schedule),
    )
    assert.deepEqual(
      [schedule.status, schedule.phases[0]?.start_date],
      ['not_started', effective_date],
    )
    world.goTo(effective_date + HOUR)
    const [invoice] = (await stripe.invoices.list()).data
    assert.deepEqual([invoice?.total, invoice?.status], [5500, 'paid'])
  })

  it('plans a trial for a date to come, also one that is longer than a period', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const effective_date = world.now() + 20 * DAY
    const { quote } = await offered(world, {
      subscription_data: { effective_date, trial_period_days: 60 },
    })
    await stripe.quotes.finalizeQuote(quote.id)
    const accepted = await stripe.quotes.accept(quote.id)
    world.goTo(effective_date + 59 * DAY)
    const made = idIn(accepted.subscription_schedule)
    const schedule = await stripe.subscriptionSchedules.retrieve(made)
    const id = idIn(schedule.subscription)
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'trialing')
    world.goTo(effective_date + 60 * DAY + 2 * HOUR)
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'active')
    const [invoice] = (await stripe.invoices.list()).data
    assert.deepEqual([invoice?.total, invoice?.status], [6000, 'paid'])
  })

  it('refuses what is not there to be accepted', async (t) => {
    const world = await roastery(t)
    const { stripe, customer, monthly } = world
    const { quote } = await offered(world)
    await assert.rejects(stripe.quotes.accept(quote.id), {
      message: 'Only quotes with status `open` can be accepted. This quote has status `draft`.',
    })
    const nobodys = await stripe.quotes.create({ line_items: [{ price: monthly }] })
    await assert.rejects(stripe.quotes.finalizeQuote(nobodys.id), { param: 'customer' })
    const empty = await stripe.quotes.create({ customer })
    await assert.rejects(stripe.quotes.finalizeQuote(empty.id), { param: 'line_items' })
    await assert.rejects(stripe.quotes.pdf(quote.id), { message: /Only finalized quotes/ })
  })

  it('refuses what fits no quote', async (t) => {
    const world = await roastery(t)
    const { stripe, customer, monthly } = world
    const yearly = await stripe.prices.create({
      ...{ unit_amount: 9, currency: 'usd', recurring: { interval: 'year' } },
      product_data: { name: 'Year' },
    })
    const create = (more: Stripe.QuoteCreateParams) =>
      stripe.quotes.create({ customer, line_items: [{ price: monthly }], ...more })
    const both = [{ price: monthly }, { price: yearly.id }]
    await assert.rejects(create({ line_items: both }), { param: 'line_items' })
    await assert.rejects(create({ application_fee_amount: 10 }), {
      param: 'application_fee_amount',
    })
    await assert.rejects(create({ collection_method: 'send_invoice' }), {
      param: 'invoice_settings[days_until_due]',
    })
    await assert.rejects(create({ expires_at: world.now() }), { param: 'expires_at' })
    await assert.rejects(create({ line_items: [{ price: 'price_none' }] }), {
      ...{ code: 'resource_missing', param: 'line_items[0][price]' },
    })
    await assert.rejects(create({ discounts: [{ coupon: 'none' }] }), {
      ...{ code: 'resource_missing', param: 'discounts[0][coupon]' },
    })
    const data = { effective_date: 'current_period_end' } as const
    await assert.rejects(create({ subscription_data: data }), {
      param: 'subscription_data[effective_date]',
    })
    const other = await stripe.customers.create({ name: 'Noor' })
    const { id } = await create({})
    await assert.rejects(stripe.quotes.update(id, { customer: other.id }), { param: 'customer' })
    assert.equal((await stripe.quotes.list()).data.length, 1)
  })
})

describe('a quote from another', () => {
  it('is a draft of its own, or the next revision', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { quote } = await offered(world, { header: 'Beans' })
    await assert.rejects(
      stripe.quotes.create({ from_quote: { quote: quote.id, is_revision: true } }),
      { param: 'from_quote[is_revision]' },
    )
    const open = await stripe.quotes.finalizeQuote(quote.id)
    const copy = await stripe.quotes.create({ from_quote: { quote: quote.id } })
    assert.deepEqual(
      [copy.status, copy.header, copy.amount_total, copy.number],
      ['draft', 'Beans', 6500, null],
    )
    assert.deepEqual(copy.from_quote, { is_revision: false, quote: quote.id })

    const revised = await stripe.quotes.create({
      from_quote: { quote: quote.id, is_revision: true },
      expires_at: world.now() + 5 * DAY,
    })
    await stripe.quotes.update(revised.id, { line_items: [{ price: world.monthly }] })
    const { number, amount_total } = await stripe.quotes.finalizeQuote(revised.id)
    assert.deepEqual([number, amount_total], [open.number?.replace(/-1$/, '-2'), 3000])
    // There is one offer at a time.
    assert.equal((await stripe.quotes.retrieve(quote.id)).status, 'canceled')
    await assert.rejects(stripe.quotes.create({ from_quote: { quote: quote.id }, header: 'x' }), {
      param: 'header',
    })
  })
})

describe('quotes on a test clock', () => {
  it('expire in its time', async (t) => {
    const world = await roastery(t, null)
    const { stripe, monthly } = world
    const frozen_time = Date.parse('2027-01-01T00:00:00Z') / 1000
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time })
    const quote = await stripe.quotes.create({
      ...{ test_clock: clock.id, line_items: [{ price: monthly }] },
    })
    assert.deepEqual([quote.created, quote.test_clock], [frozen_time, clock.id])
    const copy = await stripe.quotes.create({ from_quote: { quote: quote.id } })
    assert.equal(copy.created, frozen_time)
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: frozen_time + 31 * DAY })
    assert.equal((await stripe.quotes.retrieve(quote.id)).status, 'canceled')
    assert.equal((await stripe.quotes.list({ test_clock: clock.id })).data.length, 2)
  })
})
