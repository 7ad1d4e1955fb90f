/**
 * Clicks, double clicks, payments, returns and webhooks of one purchase in seeded orders, with answers
 * that get lost and processes that die between any two steps: one customer, one subscription, the right status.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Stripe } from 'stripe'
import { seededRandom, type Random } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { BillingAway, BillingRefused } from '../../extension/billing/refusals.js'
import { runBillingJob } from '../../extension/billing/job-kinds.js'
import type { Payer } from '../../extension/billing/customer.js'
import { storeKinds, type TestStore } from '../suites/stores.js'
import { billingWorld, type BillingWorld } from '../worlds/billing.js'
import { typed } from '../worlds/checkout.js'
import { Turns } from '../worlds/turns.js'

/** `CHARGING_RACES=200` for the whole of it. */
const SEEDS = Number(process.env['CHARGING_RACES'] ?? 10)
/** Of so many answers one is lost. */
const LOST = 12

interface Race {
  world: BillingWorld
  harbour: Payer
  turns: Turns
  random: Random
  /** People who still click, pay or come back. */
  people: number
  /** Events of the time before. */
  before: readonly string[]
}

/** One person at one window: chooses, perhaps pays, perhaps comes back; who dies tries again. */
async function person(plan: 'starter' | 'growth', race: Race): Promise<void> {
  const { random, turns } = race
  for (let tries = 0; tries < 4; tries++) {
    const lives = random.integer(3) === 0 ? random.integer(12) : 1000
    let isSettled = false
    const lived = await turns.mortal(lives, async () => {
      isSettled = await buy(plan, race)
    })
    if (lived && isSettled) break
  }
  race.people--
}

/** @returns false when it is worth another click */
async function buy(plan: string, { world, harbour, turns, random }: Race): Promise<boolean> {
  const url = await askedFor(world.room.checkoutUrl(harbour, { plan }))
  if (url === undefined) return false
  if (!url.includes('/c/pay/')) return true
  const payer = world.payer()
  await turns.turn()
  const page = await payer.open(url)
  if (!page.html.includes('card_number')) return false
  await turns.turn()
  const paid = await payer.press('Subscribe', typed)
  const session = new URL(paid.headers.get('location') ?? url).searchParams.get('session_id')
  if (!session) return false
  // Half of them close the window instead.
  if (random.integer(2) === 0) return true
  await turns.turn()
  const end = await askedFor(world.room.finish(harbour, session))
  if (end === 'complete') assert.equal((await world.room.status(harbour)).status, 'active')
  return true
}

/** What a page would say to them: try again. */
async function askedFor<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof BillingAway || error instanceof BillingRefused) return undefined
    throw error
  }
}

/** Brings events in any order, some of them twice, as long as anybody does anything. */
async function deliveries(race: Race): Promise<void> {
  const { world, turns, random } = race
  const owed: Stripe.Event[] = []
  const known = new Set(race.before)
  for (;;) {
    await turns.turn()
    for (const event of (await world.stripe.events.list({ limit: 100 })).data) {
      if (known.has(event.id)) continue
      known.add(event.id)
      owed.push(event, ...(random.integer(4) === 0 ? [event] : []))
    }
    const [event] = owed.splice(random.integer(Math.max(owed.length, 1)), 1)
    if (!event && race.people === 0) return
    if (!event) continue
    const { type, livemode, data } = event
    await world.parts.database.transaction((tx) =>
      world.room.hear(tx, { type, livemode, object: { ...data.object } }),
    )
  }
}

/** Does jobs; one that fails, or whose worker dies, is done again. */
async function worker(race: Race): Promise<void> {
  const { world, turns, random } = race
  while (race.people > 0 || world.jobs.length > 0) {
    await turns.turn()
    const job = world.jobs.shift()
    if (!job) continue
    const lives = random.integer(4) === 0 ? random.integer(6) : 1000
    const lived = await turns.mortal(lives, () =>
      runBillingJob(job, world.parts).catch((error: unknown) => {
        if (!(error instanceof BillingAway)) throw error
        world.jobs.push(job)
      }),
    )
    if (!lived) world.jobs.push(job)
  }
}

async function race(seed: number, store: TestStore): Promise<void> {
  const random = seededRandom(seed)
  const turns = new Turns(random)
  const world = await billingWorld(turns.database(store.database), {
    fetch: (send) => turns.fetch(send, LOST),
    outside: { timers: turns.timers(systemTimers), random },
  })
  try {
    const harbour = await world.connect(`acct_race_${seed}`)
    const other = random.integer(2) === 0 ? 'starter' : 'growth'
    const plans = ['starter', 'starter', other] as const
    const before = (await world.stripe.events.list()).data.map(({ id }) => id)
    const running: Race = { world, harbour, turns, random, people: plans.length, before }
    // Shared by all, so that whoever waits for the reading of another would stop the turns.
    await Promise.all([world.room.plans(), world.parts.plans.list()])
    await turns.run([
      ...plans.map((plan) => () => person(plan, running)),
      () => deliveries(running),
      () => worker(running),
      () => worker(running),
    ])
    // All were unlucky: the last one clicks once more, with nobody in the way.
    if ((await world.room.status(harbour)).status === 'none') await buy('starter', running)
    await world.hearAll()
    await world.runJobs()
    await verify(running, seed)
  } finally {
    await world.close()
  }
}

async function verify({ world, harbour }: Race, seed: number): Promise<void> {
  const said = `seed ${seed}`
  const { stripe } = world
  assert.equal((await stripe.customers.list()).data.length, 1, said)
  const all = (await stripe.subscriptions.list({ status: 'all' })).data
  const bought = all.filter(({ status }) => !status.startsWith('incomplete'))
  assert.equal(bought.length, 1, said)
  const status = await world.room.status(harbour)
  assert.equal(status.status, 'active', said)
  assert.equal(status.subscription, bought[0]?.id, said)
  assert.equal(status.plan?.price, bought[0]?.items.data[0]?.price.id, said)
  // Nothing had to be given back: what can't be bought twice needs no refund.
  assert.equal((await stripe.refunds.list()).data.length, 0, said)
  const charges = (await stripe.charges.list()).data
  assert.equal(charges.filter(({ paid }) => paid).length, 1, said)
  assert.equal((await stripe.checkout.sessions.list({ status: 'open' })).data.length, 0, said)
}

for (const kind of await storeKinds()) {
  describe(`the races of a purchase in ${kind.name}`, () => {
    let store: TestStore
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())

    it(`leave one subscription in ${SEEDS} orders`, async () => {
      for (let seed = 1; seed <= SEEDS; seed++) await race(seed, store)
    })
  })
}
