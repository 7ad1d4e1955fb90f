import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { dashboardWorld, send } from '../../../test/worlds/dashboard.js'

const DAY = 86_400

describe('the clock in the dashboard', () => {
  it('is moved by a span from the top bar, or to a moment, and nobody is signed out', async (test) => {
    const world = await dashboardWorld(test)
    const start = world.clock.now()
    const grace = await world.signIn('grace')
    assert.match((await grace.open('/')).text, /Move the clock of the whole platform ahead by/)

    const moved = await grace.press('1 month')
    assert.match(moved.text, /It is now Feb 15, 2027, 08:00:00 UTC\./)
    const to = new Date((start + 60 * DAY) * 1000).toISOString().slice(0, 16)
    const there = await grace.press('Move the clock', { to })
    assert.match(there.text, /It is now Mar 16, 2027, 08:00:00 UTC/)
    assert.equal(world.clock.now(), start + 60 * DAY)
  })

  it('stays where it is when asked senselessly, and says why', async (test) => {
    const world = await dashboardWorld(test)
    const start = world.clock.now()
    const grace = await world.signIn('grace')
    await grace.open('/developers/clock')
    const asked = (to: string) => send(grace, '/developers/clock/advance', { to })

    const words = await asked('tomorrow')
    assert.equal(words.status, 400)
    assert.match(words.html, /value="tomorrow"/)
    assert.match((await asked('2020-01-01')).text, /only moves ahead/)
    assert.match((await asked('2040-01-01')).text, /Two years/)
    assert.equal((await send(grace, '/developers/clock/advance', { by: '9 years' })).status, 400)
    assert.equal(world.clock.now(), start)
  })

  it('is moved by administrators, in test mode', async (test) => {
    const world = await dashboardWorld(test)
    const start = world.clock.now()
    const vera = await world.signIn('vera')
    assert.doesNotMatch((await vera.open('/')).text, /Move the clock/)
    assert.equal((await send(vera, '/developers/clock/advance', { by: '1 day' })).status, 403)
    const grace = await world.signIn('grace')
    await grace.open('/')
    await send(grace, '/switch', { livemode: 'true' })
    assert.match((await grace.open('/developers/clock')).text, /moved in test mode/)
    assert.equal((await send(grace, '/developers/clock/advance', { by: '1 day' })).status, 400)
    assert.equal(world.clock.now(), start)
  })

  it('shows how far it has come while it moves', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const price = await stripe.prices.create({
      ...{ unit_amount: 100, currency: 'usd', recurring: { interval: 'day' } },
      product_data: { name: 'Daily' },
    })
    const { id: customer } = await stripe.customers.create()
    const trial = { trial_period_days: 1 }
    for (let n = 0; n < 3; n++) {
      await stripe.subscriptions.create({ customer, items: [{ price: price.id }], ...trial })
    }
    const grace = await world.signIn('grace')
    const { clock } = world.platform
    const moving = clock.advance(world.clock.now() + 60 * DAY)

    const page = await grace.open('/developers/clock')

    assert.match(page.text, /On its way to .* things fell due/)
    assert.match(page.headers.get('refresh') ?? '', /^1; url=\/developers\/clock$/)
    while (clock.state().advancing) await setImmediate()
    await moving
    assert.doesNotMatch((await grace.open('/developers/clock')).text, /On its way/)
  })
})
