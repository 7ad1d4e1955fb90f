import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { Stripe } from 'stripe'
import { heldClock, runningClock, systemClock } from '../../core/clock.js'
import { createPlatform, type PlatformOptions } from '../../platform.js'
import { DAY, endOf, HOUR, roastery, subscribe } from '../../test/worlds/roastery.js'
import { startReceiver } from '../../test/receiver.js'
import { ClockRefusal } from './clock-refusal.js'

/** A platform whose clock runs on a base that stands, so that every second is ours. */
async function running(test: TestContext, options: PlatformOptions = {}) {
  const base = heldClock(1_800_000_000)
  const outside = { clock: runningClock(base) }
  const platform = await createPlatform({ outside, ...options })
  test.after(() => platform.close())
  return { base, platform, clock: platform.clock }
}

describe('the whole platform’s clock', () => {
  it('runs what falls due on the way, each at its own time, and goes on from there', async (t) => {
    const world = await roastery(t)
    const subscription = await subscribe(world)
    const renewal = endOf(subscription)
    world.news()

    await world.platform.clock.advance(renewal + DAY)

    const invoices = await world.stripe.invoices.list({ subscription: subscription.id })
    const [renewed] = invoices.data
    assert.deepEqual([renewed?.created, renewed?.status], [renewal, 'paid'])
    assert.equal(renewed?.status_transitions.paid_at, renewal + HOUR)
    const { data } = await world.stripe.events.list({ type: 'invoice.paid' })
    assert.equal(data[0]?.created, renewal + HOUR, 'each event at its own time')
    assert.equal(world.now(), renewal + DAY)
    assert.deepEqual(world.platform.clock.state().advancing, null)
  })

  it('answers in between, and says how far it has come', async (t) => {
    const world = await roastery(t)
    for (let n = 0; n < 40; n++) await subscribe(world)
    const { clock } = world.platform
    const [from, to] = [world.now(), world.now() + 400 * DAY]

    const moving = clock.advance(to)
    assert.deepEqual(clock.state().advancing?.from, from)
    assert.throws(() => clock.advance(to + DAY), ClockRefusal)
    const seen: number[] = []
    while (clock.state().advancing) {
      seen.push(world.now())
      await setImmediate()
      await world.stripe.customers.retrieve(world.customer)
    }
    await moving

    assert.ok(
      seen.some((at) => at > from + 30 * DAY && at < to - 30 * DAY),
      'half way',
    )
    assert.equal(world.now(), to)
  })

  it('goes on at the pace of the machine once it is there, also for what is due next', async (t) => {
    const { base, platform, clock } = await running(t)
    const { account, keys } = platform.createAccount({ email: 'owner@shop.test' })
    const httpClient = Stripe.createFetchHttpClient(platform.fetch)
    const stripe = new Stripe(keys.test.secret, { httpClient })
    assert.equal(clock.state().state, 'machine')

    await clock.advance(1_800_000_000 + 30 * DAY)
    base.moveTo(1_800_000_007)

    assert.deepEqual(clock.state(), {
      ...{ now: 1_800_000_007 + 30 * DAY, state: 'moved', movable: true, advancing: null },
    })
    assert.equal((await stripe.customers.create()).created, 1_800_000_007 + 30 * DAY)
    assert.match(account.id, /^acct_/)
  })

  it('sends its news when it is there: a signature must not age on the way', async (t) => {
    const receiver = await startReceiver(t)
    const world = await roastery(t)
    const { clock } = world.platform
    await world.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
    for (let n = 0; n < 10; n++) await subscribe(world)
    const early: string[] = []
    receiver.answering = (response, { body }) => {
      if (clock.state().advancing) early.push(body)
      response.end('ok')
    }

    await clock.advance(world.now() + 200 * DAY)

    const { store } = world.platform.parts
    const owed = store.get<{ count: number }>('select count(*) as count from deliveries')?.count
    assert.ok(owed !== undefined && owed > 100)
    await receiver.untilReceived(owed)
    assert.ok(early.length <= 20, 'only what was under way when it left')
    const lost = store.get("select 1 from deliveries where status = 'given_up'")
    assert.equal(lost, undefined)
  })

  it('only moves ahead, and not more than two years at once', async (t) => {
    const { clock } = await running(t)
    const now = clock.state().now
    assert.throws(() => clock.advance(now), /only moves ahead/)
    assert.throws(() => clock.advance(now + 732 * DAY), /Two years/)
    assert.equal(clock.state().now, now)
    const { clock: machine } = await running(t, { outside: { clock: systemClock } })
    assert.throws(() => machine.advance(systemClock.now() + DAY), /clock of its machine/)
  })

  it('can be moved once the disk is well, after a move that could not begin', async (t) => {
    const { clock, platform } = await running(t)
    const { store } = platform.parts
    const { now } = clock.state()
    store.exec('alter table sessions rename to away')
    assert.throws(() => clock.advance(now + DAY), /no such table/)
    store.exec('alter table away rename to sessions')

    await clock.advance(now + DAY)

    assert.equal(clock.state().now, now + DAY)
  })

  it('is moved by nobody in production, also where it began elsewhere', async (t) => {
    const { clock } = await running(t, { production: true })
    const { now, movable } = clock.state()
    assert.equal(movable, false)
    assert.throws(() => clock.advance(now + DAY), /not moved in production/)
    assert.equal(clock.state().now, now)
  })

  it('is where it was left at the next start, unless that has a time of its own', async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'annex-clock-'))
    t.after(() => rmSync(data, { recursive: true }))
    const begin = async (start?: number) => {
      const clock = runningClock(heldClock(1_800_000_000), start)
      return createPlatform({ data, outside: { clock } })
    }
    const first = await begin()
    assert.equal(existsSync(join(data, 'platform.clock')), false)
    await first.clock.advance(1_800_000_000 + 90 * DAY)
    await first.close()

    const second = await begin()
    assert.equal(second.clock.state().now, 1_800_000_000 + 90 * DAY)
    await second.close()
    const third = await begin(1_700_000_000)
    assert.equal(third.clock.state().now, 1_700_000_000)
    await third.close()
  })
})
