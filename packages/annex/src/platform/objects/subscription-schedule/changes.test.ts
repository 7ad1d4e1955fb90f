/** What people do to a schedule, and what it allows them to do to its subscription. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { DAY, endOf, HOUR, roastery, subscribe } from '../../../test/worlds/roastery.js'
import { month, priced, subscriptionOf, totals, twoPhases } from '../../../test/worlds/schedules.js'

describe('a schedule around a subscription', () => {
  it('takes it over as it is, and changes it later', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly } = world
    const subscription = await subscribe(world)
    const dear = await priced(world, 6000)
    world.advance(5 * DAY)
    const schedule = await stripe.subscriptionSchedules.create({
      from_subscription: subscription.id,
    })
    assert.equal(schedule.phases[0]?.end_date, endOf(subscription))
    assert.equal((await stripe.subscriptions.retrieve(subscription.id)).schedule, schedule.id)

    const [first] = schedule.phases
    assert.ok(first)
    const { start_date, end_date } = first
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: monthly }], start_date, end_date },
        { items: [{ price: dear }], duration: month() },
      ],
    })
    world.goTo(end_date + HOUR)
    assert.deepEqual(await totals(world), [3000, 6000])
  })

  it('goes on sending its invoices as before', async (t) => {
    const world = await roastery(t, null)
    const { stripe } = world
    const { id } = await subscribe(world, { collection_method: 'send_invoice', days_until_due: 9 })
    await stripe.subscriptions.update(id, { invoice_settings: { footer: 'Thank you' } })
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id })
    const { footer, days_until_due } = schedule.default_settings.invoice_settings
    assert.deepEqual([footer, days_until_due], ['Thank you', 9])

    const after = await stripe.subscriptionSchedules.update(schedule.id, {
      default_settings: { invoice_settings: { footer: 'Thanks' } },
    })
    const settings = after.default_settings.invoice_settings
    assert.deepEqual([settings.footer, settings.days_until_due], ['Thanks', 9])
  })

  it('refuses another one, and other parameters', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id } = await subscribe(world)
    await assert.rejects(
      stripe.subscriptionSchedules.create({ from_subscription: id, end_behavior: 'cancel' }),
      {
        message: 'You cannot set `end_behavior` if `from_subscription` is set.',
        param: 'end_behavior',
      },
    )
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id })
    await assert.rejects(stripe.subscriptionSchedules.create({ from_subscription: id }), {
      message: `You cannot migrate a subscription that is already attached to a schedule: \`${schedule.id}\`.`,
    })
  })
})

describe('changing a schedule', () => {
  it('changes the running phase, with prorations or without', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly } = world
    const { schedule, dear, id } = await twoPhases(world)
    world.advance(10 * DAY)
    const [first, second] = schedule.phases
    const phases = (quantity: number) => [
      {
        ...{ items: [{ price: monthly, quantity }], start_date: first?.start_date ?? 0 },
        end_date: first?.end_date ?? 0,
      },
      { items: [{ price: dear }], end_date: second?.end_date ?? 0 },
    ]
    await stripe.subscriptionSchedules.update(schedule.id, { phases: phases(2) })
    const waiting = (await stripe.invoiceItems.list({ pending: true })).data
    assert.deepEqual(waiting.map(({ amount }) => amount).toReversed(), [-2000, 4000])

    await stripe.subscriptionSchedules.update(schedule.id, {
      ...{ phases: phases(3), proration_behavior: 'none' },
    })
    assert.equal((await stripe.invoiceItems.list({ pending: true })).data.length, 2)
    assert.equal((await stripe.subscriptions.retrieve(id)).items.data[0]?.quantity, 3)
  })

  it('ends the running phase now', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly } = world
    const { schedule, dear, id } = await twoPhases(world)
    world.advance(10 * DAY)
    const after = await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        {
          ...{ items: [{ price: monthly }], start_date: schedule.phases[0]?.start_date ?? 0 },
          end_date: 'now',
        },
        { items: [{ price: dear }], duration: month(), proration_behavior: 'none' },
      ],
    })
    assert.equal(after.current_phase?.start_date, world.now())
    assert.equal((await stripe.subscriptions.retrieve(id)).items.data[0]?.price.id, dear)
  })

  it('keeps phases that are over, named or not', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { schedule, dear } = await twoPhases(world)
    world.goTo((schedule.phases[1]?.start_date ?? 0) + HOUR)
    const [past, current] = schedule.phases
    const after = await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: dear }], start_date: current?.start_date ?? 0, duration: month(4) },
      ],
      end_behavior: 'cancel',
    })
    assert.deepEqual(
      after.phases.map(({ start_date }) => start_date),
      [...[past?.start_date, current?.start_date]],
    )
    const { cancel_at } = await stripe.subscriptions.retrieve(subscriptionOf(schedule))
    assert.equal(cancel_at, after.phases[1]?.end_date)
  })

  it('moves the start of one that waits', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly } = world
    const { schedule } = await twoPhases(world, { start_date: world.now() + 30 * DAY })
    const after = await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [{ items: [{ price: monthly }], start_date: 'now', duration: month() }],
      metadata: { why: 'sooner' },
    })
    assert.deepEqual([after.status, after.metadata], ['active', { why: 'sooner' }])
    assert.ok(after.subscription)
  })

  it('never lets the running phase end before now', async (t) => {
    const world = await roastery(t)
    const { stripe, monthly } = world
    const { schedule } = await twoPhases(world, { start_date: world.now() - 40 * DAY })
    const start_date = schedule.current_phase?.start_date ?? 0
    const phases = [{ items: [{ price: monthly }], start_date, duration: month() }]
    await assert.rejects(stripe.subscriptionSchedules.update(schedule.id, { phases }), {
      ...{ message: 'The current phase must end now or in the future.' },
      param: 'phases[0][end_date]',
    })
    const after = await stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.deepEqual(after.phases, schedule.phases)
  })

  it('refuses what makes no sense', async (t) => {
    const world = await roastery(t)
    const { stripe, customer, monthly } = world
    const { schedule } = await twoPhases(world)
    const items = [{ price: monthly }]
    const update = (params: Stripe.SubscriptionScheduleUpdateParams) =>
      stripe.subscriptionSchedules.update(schedule.id, params)
    await assert.rejects(update({ phases: [{ items }] }), { param: 'phases[0][start_date]' })
    await assert.rejects(update({ phases: [{ items, start_date: world.now() + DAY }] }), {
      message: 'You can not modify the start date of the current phase.',
    })
    const create = (phases: Stripe.SubscriptionScheduleCreateParams.Phase[]) =>
      stripe.subscriptionSchedules.create({ customer, phases })
    await assert.rejects(create([]), { param: 'phases' })
    await assert.rejects(create([{ items: [], duration: month() }]), { param: 'phases[0][items]' })
    await assert.rejects(create([{ items: [{ price: 'price_none' }] }]), {
      ...{ code: 'resource_missing', param: 'phases[0][items][0][price]' },
    })
    await assert.rejects(create([{ items, end_date: world.now() - DAY }]), {
      param: 'phases[0][end_date]',
    })
    await assert.rejects(create([{ items, end_date: world.now() + DAY, duration: month() }]), {
      code: 'parameters_exclusive',
    })
    await assert.rejects(create([{ items, duration: month(9_999_999) }]), {
      param: 'phases[0][duration]',
    })
    await assert.rejects(create([{ items, trial_end: world.now() + 90 * DAY }]), {
      param: 'phases[0][trial_end]',
    })
    await assert.rejects(create([{ items, collection_method: 'send_invoice' }]), {
      param: 'phases[0][invoice_settings][days_until_due]',
    })
    await assert.rejects(create([{ items: [...items, ...items] }]), { param: 'phases[0][items]' })
    await assert.rejects(create(Array.from({ length: 11 }, () => ({ items }))), {
      param: 'phases',
    })
    await assert.rejects(stripe.subscriptionSchedules.create({ phases: [{ items }] }), {
      ...{ code: 'parameter_missing', param: 'customer' },
    })
    assert.equal((await stripe.subscriptions.list()).data.length, 1)
  })
})

describe('ending a schedule', () => {
  it('releases the subscription, which goes on', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { schedule, id } = await twoPhases(world, { end_behavior: 'cancel' })
    const released = await stripe.subscriptionSchedules.release(schedule.id)
    assert.deepEqual(
      [released.status, released.subscription, released.released_subscription],
      ['released', null, id],
    )
    const subscription = await stripe.subscriptions.retrieve(id)
    assert.deepEqual([subscription.schedule, subscription.cancel_at], [null, null])
    world.goTo((schedule.phases[1]?.end_date ?? 0) + HOUR)
    assert.deepEqual(await totals(world), [3000, 3000, 3000, 3000])
    for (const verb of ['release', 'cancel'] as const) {
      await assert.rejects(stripe.subscriptionSchedules[verb](schedule.id), /`released` status/)
    }
    await assert.rejects(stripe.subscriptionSchedules.update(schedule.id, {}), /`released` status/)
  })

  it('keeps the day it was to end, when asked to', async (t) => {
    const world = await roastery(t)
    const { schedule, id } = await twoPhases(world, { end_behavior: 'cancel' })
    await world.stripe.subscriptionSchedules.release(schedule.id, { preserve_cancel_date: true })
    const { cancel_at } = await world.stripe.subscriptions.retrieve(id)
    assert.equal(cancel_at, schedule.phases[1]?.end_date)
  })

  it('cancels the subscription, with credit for what is left', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { schedule, id } = await twoPhases(world)
    world.advance(15 * DAY)
    world.news()
    const canceled = await stripe.subscriptionSchedules.cancel(schedule.id)
    assert.equal(canceled.status, 'canceled')
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'canceled')
    // Half of the month is given back.
    assert.deepEqual(await totals(world), [3000, -1500])
    assert.ok(world.news().includes('subscription_schedule.canceled'))
  })

  it('cancels one that never started', async (t) => {
    const world = await roastery(t)
    const { schedule } = await twoPhases(world, { start_date: world.now() + DAY })
    const canceled = await world.stripe.subscriptionSchedules.cancel(schedule.id)
    assert.deepEqual([canceled.status, canceled.subscription], ['canceled', null])
    world.advance(2 * DAY)
    assert.equal((await world.stripe.subscriptions.list()).data.length, 0)
  })
})

describe('a subscription that a schedule leads', () => {
  it('says when it ends only through the schedule', async (t) => {
    const world = await roastery(t)
    const { schedule, id } = await twoPhases(world)
    await assert.rejects(world.stripe.subscriptions.update(id, { cancel_at_period_end: true }), {
      message:
        `The subscription is managed by the subscription schedule \`${schedule.id}\`, and updating any ` +
        'cancelation behavior directly is not allowed. Please update the schedule instead.',
    })
  })

  it('tells the running phase of what is changed directly', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { schedule, id, dear } = await twoPhases(world)
    const [item] = (await stripe.subscriptions.retrieve(id)).items.data
    await stripe.subscriptions.update(id, { items: [{ id: item?.id ?? '', quantity: 5 }] })
    const { phases } = await stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.equal(phases[0]?.items[0]?.quantity, 5)
    assert.deepEqual([phases[1]?.items[0]?.price, phases[1]?.items[0]?.quantity], [dear, 1])
  })

  it('takes its schedule along when it is canceled', async (t) => {
    const world = await roastery(t)
    const { schedule, id } = await twoPhases(world)
    await world.stripe.subscriptions.cancel(id)
    const { status } = await world.stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.equal(status, 'canceled')
  })
})
