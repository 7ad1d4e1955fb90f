import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform, type TestPlatform } from '../../../testing.js'
import { DAY, monthsBefore } from './calendar.js'
import { storyNames, writeHistory } from './write-history.js'

const MONTHS = 9

function written(world: TestPlatform, story: string, randomSeed = 7): void {
  const account = world.account.account.id
  writeHistory(world.platform.parts.engine, { story, account, months: MONTHS, randomSeed })
}

async function all<T extends { id: string }>(list: Stripe.ApiListPromise<T>): Promise<T[]> {
  return list.autoPagingToArray({ limit: 10_000 })
}

describe('a history', () => {
  for (const story of storyNames) {
    it(`${story} fills its months up to now and leaves no loose ends`, async (t) => {
      const world = await startPlatform()
      t.after(world.close)
      const { stripe, now } = world

      written(world, story)

      const intents = await all(stripe.paymentIntents.list({ limit: 100 }))
      const times = intents.map(({ created }) => created)
      const start = monthsBefore(now(), MONTHS)
      assert.ok(Math.min(...times) >= start && Math.max(...times) <= now())
      assert.ok(Math.max(...times) > now() - 10 * DAY)
      for (let month = 0; month < MONTHS; month++) {
        const from = start + month * 30 * DAY
        assert.ok(times.filter((at) => at >= from && at < from + 30 * DAY).length > 5)
      }
      const statuses = new Set<string>(intents.map(({ status }) => status))
      assert.ok(statuses.has('succeeded') && statuses.has('requires_payment_method'))
      assert.ok((await stripe.refunds.list()).data.length > 0)
    })

    it(`${story} adds up: every charge that was taken moved its money once`, async (t) => {
      const world = await startPlatform()
      t.after(world.close)
      written(world, story)

      const charges = await all(world.stripe.charges.list({ limit: 100 }))
      const moved = await all(world.stripe.balanceTransactions.list({ limit: 100 }))

      const taken = charges.filter(({ captured }) => captured)
      const old = taken.filter(({ created }) => created < world.now() - 60)
      assert.ok(old.every((charge) => charge.balance_transaction !== null))
      const sum = (type: string) =>
        moved.filter((one) => one.type === type).reduce((total, one) => total + one.amount, 0)
      const captured = taken.reduce((total, charge) => total + charge.amount_captured, 0)
      const refunds = await all(world.stripe.refunds.list({ limit: 100 }))
      assert.equal(sum('charge'), captured)
      assert.equal(
        -sum('refund'),
        refunds.reduce((total, refund) => total + refund.amount, 0),
      )
    })
  }

  it('is the same for the same seed and another for another', async () => {
    const kept = async (randomSeed: number) => {
      const { platform, close } = await startPlatform()
      for (const story of storyNames) {
        const account = `acct_${story.replace('-', '_')}`
        platform.createAccount({ id: account, email: `${story}@shop.test` })
        writeHistory(platform.parts.engine, { story, account, months: 6, randomSeed })
      }
      const { store } = platform.parts
      const ours = "account in ('acct_harbour_coffee', 'acct_northwind_yoga', 'acct_pixel_press')"
      const rows = ['objects', 'events', 'due'].map((table) =>
        store.all(`select * from ${table} where ${ours} order by seq`),
      )
      await close()
      return rows
    }

    const first = await kept(7)
    assert.deepEqual(await kept(7), first)
    assert.notDeepEqual(await kept(8), first)
  })

  it('leaves the club with members in every state, and invoices that add up', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    written(world, 'harbour-coffee')

    const { stripe } = world
    const subscriptions = await all(stripe.subscriptions.list({ status: 'all', limit: 100 }))
    const statuses = new Set<string>(subscriptions.map(({ status }) => status))
    for (const status of ['active', 'trialing', 'past_due', 'canceled'])
      assert.ok(statuses.has(status), status)
    assert.ok(subscriptions.some(({ cancellation_details: why }) => why?.reason))
    const invoices = await all(stripe.invoices.list({ limit: 100 }))
    assert.ok(invoices.length > 2 * subscriptions.length)
    const settled = invoices.filter(({ status }) => status === 'paid')
    assert.ok(settled.every(({ amount_paid, amount_due }) => amount_paid === amount_due))
    assert.ok(
      invoices.some(({ attempt_count }) => attempt_count > 1),
      'tried again',
    )
    const prorated = (await all(stripe.invoiceItems.list())).filter(({ proration }) => proration)
    assert.ok(prorated.length > 0, 'changed their plan')
  })

  it('sells years in two currencies, some of them for less', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    writeHistory(world.platform.parts.engine, {
      ...{ story: 'northwind-yoga', account: world.account.account.id },
      ...{ months: 18, randomSeed: 7 },
    })

    const subscriptions = await all(world.stripe.subscriptions.list({ status: 'all', limit: 100 }))
    assert.deepEqual(
      new Set(subscriptions.map(({ currency }) => currency)),
      new Set(['eur', 'usd']),
    )
    const invoices = await all(world.stripe.invoices.list({ limit: 100 }))
    assert.ok(invoices.some(({ billing_reason: why }) => why === 'subscription_cycle'))
    assert.ok(
      invoices.some(({ total, subtotal }) => total < subtotal),
      'with a coupon',
    )
  })

  it('keeps thirty days of events, in the order they happened', async (t) => {
    const world = await startPlatform()
    t.after(world.close)

    written(world, 'pixel-press')

    const events = await all(world.stripe.events.list({ limit: 100 }))
    const times = events.map(({ created }) => created)
    assert.ok(events.length > 50)
    assert.ok(Math.min(...times) >= world.now() - 30 * DAY)
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    )
    assert.ok(events.some(({ type }) => type === 'charge.dispute.created'))
  })

  it('goes on from there: what was about to fall due still does', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    written(world, 'pixel-press')
    const held = async () =>
      (await all(world.stripe.paymentIntents.list({ limit: 100 }))).filter(
        ({ status }) => status === 'requires_capture',
      ).length

    assert.ok((await held()) > 0)
    world.advance(8 * DAY)

    assert.equal(await held(), 0)
  })

  it('is refused for a story nobody knows', async (t) => {
    const world = await startPlatform()
    t.after(world.close)

    assert.throws(() => written(world, 'sunset-tea'), /no story 'sunset-tea'/)
  })
})
