import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { DAY, HOUR, roastery } from '../../../test/worlds/roastery.js'

const JANUARY = Date.parse('2027-01-31T12:00:00Z') / 1000
const at = (text: string): number => Date.parse(text) / 1000

async function onClock(t: TestContext) {
  const world = await roastery(t)
  const { stripe, monthly } = world
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: JANUARY, name: 'Year' })
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id })
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  await stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: method.id },
  })
  const subscribed = () => stripe.subscriptions.create({ customer, items: [{ price: monthly }] })
  const advance = (time: number) =>
    stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: time })
  return { ...world, clock, customer, subscribed, advanceClock: advance }
}

describe('a test clock', () => {
  it('gives what lives on it its own time', async (t) => {
    const { stripe, clock, customer, subscribed, now } = await onClock(t)
    const subscription = await subscribed()

    assert.deepEqual([subscription.created, subscription.test_clock], [JANUARY, clock.id])
    assert.equal(subscription.items.data[0]?.current_period_end, at('2027-02-28T12:00:00Z'))
    const [invoice] = (await stripe.invoices.list({ customer })).data
    assert.deepEqual([invoice?.created, invoice?.test_clock], [JANUARY, clock.id])
    const [event] = (await stripe.events.list({ type: 'invoice.paid' })).data
    assert.equal(event?.created, now(), 'events are stamped with the time they were sent')
  })

  it('runs what falls due between two notes of its own, in order', async (t) => {
    const { stripe, clock, customer, subscribed, advanceClock, news } = await onClock(t)
    await subscribed()
    news()

    const moving = await advanceClock(at('2027-03-01T00:00:00Z'))

    assert.equal(moving.status, 'advancing')
    const types = news()
    assert.deepEqual(
      types.filter((type) => !/^(charge|balance|payment_intent)/.test(type)),
      [
        ...['test_helpers.test_clock.advancing', 'invoice.upcoming'],
        'customer.subscription.updated',
        ...['invoice.created', 'invoice.finalized', 'invoice.updated', 'invoice.paid'],
        ...['invoice.payment_succeeded', 'invoice_payment.paid', 'test_helpers.test_clock.ready'],
      ],
    )
    const there = await stripe.testHelpers.testClocks.retrieve(clock.id)
    assert.deepEqual([there.status, there.frozen_time], ['ready', at('2027-03-01T00:00:00Z')])
    const [renewal] = (await stripe.invoices.list({ customer })).data
    assert.equal(renewal?.created, at('2027-02-28T12:00:00Z'))
    assert.equal(renewal.status_transitions.paid_at, at('2027-02-28T13:00:00Z'))
  })

  it('leaves the renewal a draft until one more hour has passed', async (t) => {
    const { stripe, customer, subscribed, advanceClock } = await onClock(t)
    await subscribed()
    const status = async () => (await stripe.invoices.list({ customer })).data[0]?.status
    await advanceClock(at('2027-02-28T12:00:00Z'))
    assert.equal(await status(), 'draft')
    await advanceClock(at('2027-02-28T13:00:00Z'))
    assert.equal(await status(), 'paid')
  })

  it('stands still while the platform’s own clock runs', async (t) => {
    const { stripe, customer, subscribed, advance } = await onClock(t)
    await subscribed()
    advance(29 * DAY)
    assert.equal((await stripe.invoices.list({ customer })).data.length, 1)
  })

  it('refuses to go back, to jump too far, and to hold too many', async (t) => {
    const { stripe, clock, subscribed, advanceClock } = await onClock(t)
    await subscribed()
    await assert.rejects(advanceClock(JANUARY), { param: 'frozen_time' })
    await assert.rejects(advanceClock(at('2027-03-31T12:00:01Z')), { message: /2 intervals/ })
    for (const _ of [2, 3]) await stripe.customers.create({ test_clock: clock.id })
    await assert.rejects(stripe.customers.create({ test_clock: clock.id }), { param: 'test_clock' })
    await assert.rejects(stripe.customers.create({ test_clock: 'clock_9' }), {
      code: 'resource_missing',
    })
  })

  it('takes its world with it', async (t) => {
    const { stripe, clock, customer, subscribed, news, advance } = await onClock(t)
    const { id } = await subscribed()
    news()
    await stripe.testHelpers.testClocks.del(clock.id)
    assert.deepEqual(news(), [
      ...['customer.subscription.deleted', 'customer.deleted', 'test_helpers.test_clock.deleted'],
    ])
    assert.equal((await stripe.customers.retrieve(customer)).deleted, true)
    assert.equal((await stripe.subscriptions.retrieve(id)).status, 'canceled')
    advance(HOUR)
    await assert.rejects(stripe.testHelpers.testClocks.retrieve(clock.id), { statusCode: 404 })
  })

  it('is for test mode only', async (t) => {
    const { client, account } = await roastery(t)
    const live = client(account.keys.live?.secret ?? '')
    const creating = live.testHelpers.testClocks.create({ frozen_time: JANUARY })
    await assert.rejects(creating, { statusCode: 400 })
  })
})
