import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DAY, endOf, HOUR, roastery, subscribe } from '../../../test/worlds/roastery.js'
import { month, priced, twoPhases } from '../../../test/worlds/schedules.js'

describe('invoice.upcoming', () => {
  it('tells of a renewal a week before it, with what it will come to', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    const subscription = await subscribe(world)
    await stripe.invoiceItems.create({ customer, amount: 500, currency: 'usd' })
    world.goTo(endOf(subscription) - 7 * DAY - 1)
    assert.ok(!world.news().includes('invoice.upcoming'))
    world.advance(1)
    assert.deepEqual(world.news(), ['invoice.upcoming'])
    const [event] = (await stripe.events.list({ type: 'invoice.upcoming' })).data
    const invoice = Object(event?.data.object)
    assert.deepEqual(
      [invoice.total, invoice.status, invoice.billing_reason, invoice.customer],
      [3500, 'draft', 'upcoming', customer],
    )
    assert.match(invoice.id, /^upcoming_in_/)
    assert.equal((await stripe.invoices.list()).data.length, 1)
    // And again in the next period.
    world.goTo(endOf(subscription) + HOUR)
    world.news()
    world.goTo(endOf(await stripe.subscriptions.retrieve(subscription.id)) - 7 * DAY)
    assert.equal(world.news().at(-1), 'invoice.upcoming')
  })

  it('comes as many days ahead as the account wants', async (t) => {
    const world = await roastery(t)
    const { stripe, account } = world
    await stripe.accounts.update(account.account.id, { metadata: { annex_upcoming_days: '3' } })
    const subscription = await subscribe(world)
    world.goTo(endOf(subscription) - 3 * DAY - 1)
    assert.ok(!world.news().includes('invoice.upcoming'))
    world.advance(1)
    assert.ok(world.news().includes('invoice.upcoming'))
  })

  it('never comes for invoices that are sent, or when the end is near', async (t) => {
    const world = await roastery(t)
    await subscribe(world, { collection_method: 'send_invoice', days_until_due: 3 })
    const ending = await subscribe(world, { cancel_at_period_end: true })
    world.goTo(endOf(ending))
    assert.ok(!world.news().includes('invoice.upcoming'))
  })

  it('tells of the phase that begins then', async (t) => {
    const world = await roastery(t)
    const { schedule } = await twoPhases(world)
    world.goTo((schedule.phases[1]?.start_date ?? 0) - DAY)
    const [event] = (await world.stripe.events.list({ type: 'invoice.upcoming' })).data
    assert.equal(Object(event?.data.object).total, 6000)
  })
})

describe('a preview of a schedule', () => {
  it('shows the next phase as it will come', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { schedule, id, dear } = await twoPhases(world)
    assert.equal((await stripe.invoices.createPreview({ schedule: schedule.id })).total, 3000)
    world.goTo((schedule.phases[1]?.start_date ?? 0) - DAY)
    assert.equal((await stripe.invoices.createPreview({ schedule: schedule.id })).total, 6000)
    assert.equal((await stripe.invoices.createPreview({ subscription: id })).total, 6000)

    const [first, second] = schedule.phases
    assert.ok(first && second)
    const { start_date, end_date } = first
    const changed = await stripe.invoices.createPreview({
      schedule: schedule.id,
      schedule_details: {
        phases: [
          { items: [{ price: world.monthly }], start_date, end_date },
          { items: [{ price: dear, quantity: 5 }], duration: month() },
        ],
      },
    })
    assert.equal(changed.total, 30000)
    const untouched = await stripe.subscriptionSchedules.retrieve(schedule.id)
    assert.deepEqual(untouched.phases, schedule.phases)
  })

  it('shows what one to come will begin with', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    const { schedule } = await twoPhases(world, { start_date: world.now() + 10 * DAY })
    const waiting = await stripe.invoices.createPreview({ schedule: schedule.id })
    assert.deepEqual([waiting.total, waiting.created], [3000, world.now() + 10 * DAY])
    const price = await priced(world, 4500)
    const unmade = await stripe.invoices.createPreview({
      customer,
      schedule_details: { phases: [{ items: [{ price }], duration: month() }] },
    })
    assert.equal(unmade.total, 4500)
    assert.equal((await stripe.subscriptionSchedules.list()).data.length, 1)
    await assert.rejects(stripe.invoices.createPreview({ schedule: 'sub_sched_none' }), {
      ...{ code: 'resource_missing', param: 'schedule' },
    })
  })
})

describe('customer.subscription.trial_will_end', () => {
  const TOLD = 'customer.subscription.trial_will_end'

  it('comes three days before, once, also when the trial is moved', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id, trial_end } = await subscribe(world, { trial_period_days: 10 })
    await stripe.subscriptions.update(id, { trial_end: (trial_end ?? 0) + 10 * DAY })
    world.advance(17 * DAY - 1)
    assert.ok(!world.news().includes(TOLD))
    world.advance(1)
    assert.ok(world.news().includes(TOLD))
    await stripe.subscriptions.update(id, { metadata: { seen: 'yes' } })
    world.advance(DAY)
    assert.ok(!world.news().includes(TOLD))
  })

  it('comes at once for a trial that is shorter, or ended now', async (t) => {
    const world = await roastery(t)
    const { stripe } = world
    const { id } = await subscribe(world, { trial_period_days: 30 })
    await stripe.subscriptions.update(id, { trial_end: world.now() + 2 * DAY })
    world.advance(1)
    assert.ok(world.news().includes(TOLD))
    await stripe.subscriptions.update(id, { trial_end: 'now' })
    assert.ok(world.news().includes(TOLD))
  })
})
