/** Lives of schedules. The clock starts on 23 September 2026, so the first monthly period has 30 days, the second 31. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DAY, endOf, HOUR, roastery } from '../../../test/worlds/roastery.js'
import {
  month,
  priced,
  subscriptionOf,
  toNextPeriod,
  totals,
  twoPhases,
} from '../../../test/worlds/schedules.js'

describe('a subscription schedule', () => {
  it('starts at once, with a subscription whose first invoice is a draft for an hour', async (t) => {
    const world = await roastery(t)
    world.news()
    const { schedule, id } = await twoPhases(world)

    assert.equal(schedule.status, 'active')
    const [first, second] = schedule.phases
    assert.deepEqual(schedule.current_phase, {
      ...{ start_date: first?.start_date, end_date: first?.end_date },
    })
    assert.equal(first?.end_date, second?.start_date)
    assert.equal(second?.end_date, Date.parse('2026-12-23T04:26:40Z') / 1000)
    const subscription = await world.stripe.subscriptions.retrieve(id, {
      expand: ['latest_invoice'],
    })
    assert.deepEqual([subscription.schedule, subscription.status], [schedule.id, 'active'])
    assert.equal(Object(subscription.latest_invoice).status, 'draft')
    assert.deepEqual(
      world.news().filter((type) => !type.startsWith('p')),
      ['subscription_schedule.created', 'customer.subscription.created', 'invoice.created'],
    )
    world.advance(HOUR)
    assert.deepEqual(await totals(world), [3000])
    const [paid] = (await world.stripe.invoices.list()).data
    assert.equal(paid?.status, 'paid')
  })

  it('goes to the next phase with the period, one invoice and no proration', async (t) => {
    const world = await roastery(t)
    const { schedule, dear, id } = await twoPhases(world)
    const { items } = await world.stripe.subscriptions.retrieve(id)
    await toNextPeriod(world, id)
    world.news()
    await toNextPeriod(world, id)

    assert.deepEqual(await totals(world), [3000, 3000, 6000])
    const subscription = await world.stripe.subscriptions.retrieve(id)
    assert.equal(subscription.items.data[0]?.price.id, dear)
    assert.equal(subscription.items.data[0]?.id, items.data[0]?.id)
    assert.equal((await world.stripe.invoiceItems.list()).data.length, 0)
    const now = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.equal(now.current_phase?.start_date, schedule.phases[1]?.start_date)
    assert.deepEqual(
      world.news().filter((type) => type.includes('subscription')),
      ['subscription_schedule.updated', 'customer.subscription.updated'],
    )
  })

  it('lets go of its subscription when it is over', async (t) => {
    const world = await roastery(t)
    const { schedule, id } = await twoPhases(world)
    world.goTo((schedule.phases[1]?.end_date ?? 0) - 7 * DAY)
    assert.ok(world.news().includes('subscription_schedule.expiring'))
    world.goTo((schedule.phases[1]?.end_date ?? 0) + HOUR)

    const over = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.deepEqual(
      [over.status, over.subscription, over.released_subscription, over.current_phase],
      ['completed', null, id, null],
    )
    const subscription = await world.stripe.subscriptions.retrieve(id)
    assert.deepEqual([subscription.schedule, subscription.status], [null, 'active'])
    assert.deepEqual(await totals(world), [3000, 3000, 6000, 6000])
    assert.ok(world.news().includes('subscription_schedule.completed'))
  })

  it('cancels it instead, if that was agreed', async (t) => {
    const world = await roastery(t)
    const { schedule, id } = await twoPhases(world, { end_behavior: 'cancel' })
    const end = schedule.phases[1]?.end_date ?? 0
    assert.equal((await world.stripe.subscriptions.retrieve(id)).cancel_at, end)
    world.goTo(end + HOUR)

    const over = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.deepEqual([over.status, over.completed_at], ['completed', end])
    const subscription = await world.stripe.subscriptions.retrieve(id)
    assert.deepEqual([subscription.status, subscription.ended_at], ['canceled', end])
    assert.deepEqual(await totals(world), [3000, 3000, 6000])
  })

  it('waits for a date, and starts by itself', async (t) => {
    const world = await roastery(t)
    const start_date = world.now() + 10 * DAY
    const { schedule } = await twoPhases(world, { start_date })
    assert.deepEqual([schedule.status, schedule.subscription], ['not_started', null])
    const waiting = await world.stripe.subscriptionSchedules.list({ scheduled: true })
    assert.deepEqual(
      waiting.data.map(({ id }) => id),
      [schedule.id],
    )

    world.advance(10 * DAY + HOUR)

    const begun = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.equal(begun.status, 'active')
    const subscription = await world.stripe.subscriptions.retrieve(subscriptionOf(begun))
    assert.deepEqual(
      [subscription.start_date, subscription.billing_cycle_anchor],
      [start_date, start_date],
    )
    assert.deepEqual(await totals(world), [3000])
    assert.equal(
      (await world.stripe.subscriptionSchedules.list({ scheduled: true })).data.length,
      0,
    )
    assert.equal(
      (await world.stripe.subscriptionSchedules.list({ scheduled: false })).data.length,
      1,
    )
  })

  it('starts in the past, with the periods it would have had', async (t) => {
    const world = await roastery(t)
    const start_date = world.now() - 10 * DAY
    const { schedule, id } = await twoPhases(world, { start_date })
    // 13 September to 13 October, in two lines that come to one month.
    const subscription = await world.stripe.subscriptions.retrieve(id)
    assert.equal(endOf(subscription), Date.parse('2026-10-13T04:26:40Z') / 1000)
    assert.equal(schedule.phases[0]?.end_date, Date.parse('2026-11-13T04:26:40Z') / 1000)
    assert.deepEqual(await totals(world), [3000])
  })

  it('prorates a phase that begins in the middle of a period', async (t) => {
    const world = await roastery(t)
    const { stripe, customer, monthly } = world
    const dear = await priced(world, 6000)
    await stripe.subscriptionSchedules.create({
      customer,
      start_date: 'now',
      phases: [
        { items: [{ price: monthly }], end_date: world.now() + 10 * DAY },
        { items: [{ price: dear }], duration: month(3) },
      ],
    })
    world.advance(10 * DAY)
    const waiting = (await stripe.invoiceItems.list({ pending: true })).data
    // −3000·20/30 and 6000·20/30.
    assert.deepEqual(waiting.map(({ amount }) => amount).toReversed(), [-2000, 4000])
  })

  it('bills a phase at once, or not at all, when it says so', async (t) => {
    for (const [proration_behavior, expected] of [
      ['always_invoice', [3000, 2000]],
      ['none', [3000]],
    ] as const) {
      const world = await roastery(t)
      const { stripe, customer, monthly } = world
      const dear = await priced(world, 6000)
      await stripe.subscriptionSchedules.create({
        customer,
        phases: [
          { items: [{ price: monthly }], end_date: world.now() + 10 * DAY },
          { items: [{ price: dear }], duration: month(), proration_behavior },
        ],
      })
      world.advance(10 * DAY)
      assert.deepEqual(await totals(world), expected)
    }
  })

  it('counts months from the day it began, also across short ones', async (t) => {
    const world = await roastery(t)
    world.goTo(Date.parse('2027-01-31T12:00:00Z') / 1000)
    const dear = await priced(world, 6000)
    const schedule = await world.stripe.subscriptionSchedules.create({
      customer: world.customer,
      phases: [
        { items: [{ price: world.monthly }], duration: month() },
        { items: [{ price: dear }], duration: month() },
        { items: [{ price: world.monthly, quantity: 2 }], duration: month() },
      ],
    })
    const ends = schedule.phases.map(({ end_date }) => new Date(end_date * 1000).toISOString())
    assert.deepEqual(ends, [
      '2027-02-28T12:00:00.000Z',
      '2027-03-31T12:00:00.000Z',
      '2027-04-30T12:00:00.000Z',
    ])
    world.goTo((schedule.phases[2]?.end_date ?? 0) + HOUR)
    assert.deepEqual(await totals(world), [3000, 6000, 6000, 6000])
  })

  it('goes from monthly to yearly, with a new anchor', async (t) => {
    const world = await roastery(t)
    const yearly = await priced(world, 30000, 'year')
    const schedule = await world.stripe.subscriptionSchedules.create({
      customer: world.customer,
      phases: [
        { items: [{ price: world.monthly }], duration: month() },
        { items: [{ price: yearly }] },
      ],
    })
    const [first, second] = schedule.phases
    assert.equal(second?.end_date, Date.parse('2027-10-23T04:26:40Z') / 1000)
    world.goTo((first?.end_date ?? 0) + HOUR)
    assert.deepEqual(await totals(world), [3000, 30000])
    const subscription = await world.stripe.subscriptions.retrieve(subscriptionOf(schedule))
    assert.equal(subscription.billing_cycle_anchor, first?.end_date)
    assert.equal(endOf(subscription), second?.end_date)
  })

  it('begins with a trial', async (t) => {
    const world = await roastery(t)
    const schedule = await world.stripe.subscriptionSchedules.create({
      customer: world.customer,
      phases: [
        { items: [{ price: world.monthly }], end_date: world.now() + 14 * DAY, trial: true },
        { items: [{ price: world.monthly }], duration: month(2) },
      ],
    })
    const id = subscriptionOf(schedule)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'trialing')
    world.advance(11 * DAY)
    assert.ok(world.news().includes('customer.subscription.trial_will_end'))
    world.advance(3 * DAY + HOUR)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'active')
    assert.deepEqual(await totals(world), [0, 3000])
  })

  it('redeems coupons for a phase, and keeps one that goes on', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const half = await stripe.coupons.create({
      ...{ percent_off: 50, duration: 'repeating', duration_in_months: 2 },
    })
    const discounts = [{ coupon: half.id }]
    const schedule = await stripe.subscriptionSchedules.create({
      customer: world.customer,
      phases: [
        { items: [{ price: world.monthly }], duration: month(), discounts },
        { items: [{ price: world.monthly, quantity: 2 }], duration: month(2), discounts },
        { items: [{ price: world.monthly, quantity: 3 }], duration: month() },
      ],
    })
    assert.equal((await stripe.coupons.retrieve(half.id)).times_redeemed, 1)
    world.goTo((schedule.phases[2]?.start_date ?? 0) + HOUR)
    // Half of 3000, half of 6000, then two months are over.
    assert.deepEqual(await totals(world), [1500, 3000, 6000, 9000])
    assert.equal((await stripe.coupons.retrieve(half.id)).times_redeemed, 1)
  })

  it('adds what is billed once, and prices made for it alone', async (t) => {
    const world = await roastery(t)
    const { stripe, customer, monthly } = world
    const once = await stripe.prices.create({
      ...{ unit_amount: 500, currency: 'usd', product_data: { name: 'Set-up' } },
    })
    const product = (await stripe.products.create({ name: 'Special' })).id
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      phases: [
        {
          ...{ items: [{ price: monthly }], duration: month() },
          add_invoice_items: [{ price: once.id, quantity: 2 }],
        },
        {
          items: [
            { price_data: { currency: 'usd', product, recurring: month(), unit_amount: 4321 } },
          ],
          duration: month(),
          add_invoice_items: [{ price: once.id }],
        },
      ],
    })
    await stripe.prices.update(once.id, { active: false })
    world.goTo((schedule.phases[1]?.start_date ?? 0) + HOUR)
    assert.deepEqual(await totals(world), [4000, 4821])
  })

  it('sends invoices in a phase that asks for it', async (t) => {
    const world = await roastery(t, null)
    const { stripe, customer, monthly } = world
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      default_settings: { description: 'From the roastery' },
      phases: [
        {
          ...{
            items: [{ price: monthly }],
            duration: month(),
            metadata: { tier: 'one', gone: 'no' },
          },
          ...{ collection_method: 'send_invoice', invoice_settings: { days_until_due: 14 } },
        },
        {
          ...{
            items: [{ price: monthly }],
            duration: month(),
            metadata: { tier: 'two', gone: '' },
          },
          ...{ collection_method: 'send_invoice', invoice_settings: { days_until_due: 30 } },
        },
      ],
    })
    const id = subscriptionOf(schedule)
    const before = await stripe.subscriptions.retrieve(id)
    assert.deepEqual([before.days_until_due, before.description], [14, 'From the roastery'])
    assert.deepEqual(before.metadata, { tier: 'one', gone: 'no' })
    await toNextPeriod(world, id)
    const after = await stripe.subscriptions.retrieve(id)
    assert.deepEqual([after.collection_method, after.days_until_due], ['send_invoice', 30])
    assert.deepEqual(after.metadata, { tier: 'two' })
  })

  it('is past due, not incomplete, when its first payment fails', async (t) => {
    const world = await roastery(t, 'pm_card_chargeCustomerFail')
    const { schedule, id } = await twoPhases(world)
    world.advance(HOUR)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'past_due')
    world.news()
    // Tried again after 3, 5 and 7 days, then given up.
    world.advance(15 * DAY)
    assert.equal((await world.stripe.subscriptions.retrieve(id)).status, 'canceled')
    const aborted = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.equal(aborted.status, 'canceled')
    assert.ok(world.news().includes('subscription_schedule.aborted'))
  })
})

describe('schedules on a test clock', () => {
  it('turn as the clock moves, in the order of their times', async (t) => {
    const world = await roastery(t, null)
    const { stripe, monthly } = world
    const frozen_time = Date.parse('2028-01-31T00:00:00Z') / 1000
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time })
    const customer = await stripe.customers.create({
      ...{ test_clock: clock.id, payment_method: 'pm_card_visa' },
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    })
    const dear = await priced(world, 5800)
    const schedule = await stripe.subscriptionSchedules.create({
      customer: customer.id,
      phases: [
        { items: [{ price: monthly }], duration: month() },
        { items: [{ price: dear }], duration: month() },
      ],
    })
    // A leap year: 31 January, 29 February, 31 March.
    assert.equal(schedule.phases[0]?.end_date, Date.parse('2028-02-29T00:00:00Z') / 1000)
    assert.equal(schedule.phases[1]?.end_date, Date.parse('2028-03-31T00:00:00Z') / 1000)
    const to = Date.parse('2028-03-30T00:00:00Z') / 1000
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to })
    const invoices = (await stripe.invoices.list({ customer: customer.id })).data
    assert.deepEqual(
      invoices.map(({ total, status }) => [total, status]),
      [
        [5800, 'paid'],
        [3000, 'paid'],
      ],
    )
    assert.equal(invoices[0]?.created, schedule.phases[1]?.start_date)
  })

  it('end with their customer', async (t) => {
    const world = await roastery(t)
    const { schedule } = await twoPhases(world, { start_date: world.now() + DAY })
    await world.stripe.customers.del(world.customer)
    const { status } = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.equal(status, 'canceled')
  })
})
