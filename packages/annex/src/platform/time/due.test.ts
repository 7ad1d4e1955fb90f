import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { heldClock } from '../../core/clock.js'
import { heldTimers } from '../../test/held-timers.js'
import { startPlatform } from '../../testing.js'
import type { DueTask } from '../engine/behaviour.js'
import { openNow } from '../engine/unit.js'
import { insertDue } from '../store/due.js'
import { watchDue } from './due.js'

describe('what falls due', () => {
  it('happens at its own time when the clock is moved past it', async () => {
    const { stripe, advance, now, close } = await startPlatform()
    await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
    const paid = now()

    advance(86400)

    const [updated] = (await stripe.events.list({ type: 'charge.updated' })).data
    assert.ok(updated, 'the balance transaction arrives later')
    assert.ok(updated.created > paid && updated.created < paid + 60)
    assert.deepEqual(updated.request, { id: null, idempotency_key: null })
    await close()
  })

  it('happens at once where its time is over', async (t) => {
    const { platform, account, stripe, advance, now, close } = await startPlatform()
    t.after(close)
    const { engine } = platform.parts
    const { id } = await stripe.charges.create({ amount: 900, currency: 'usd', source: 'tok_visa' })
    const scope = { account: account.account.id, livemode: false, application: null }
    const caller = { ...scope, access: 'read_write', maskedKey: '' } as const

    openNow(engine, caller).later(now() - 3600, 'settle_charge', id)

    const due = engine.store.all<{ at: number }>("select at from due where task = 'settle_charge'")
    assert.deepEqual(
      due.map(({ at }) => at),
      [now()],
    )
    advance(0)
    const [settled] = (await stripe.balanceTransactions.list({ source: id })).data
    assert.equal(settled?.created, now())
  })

  it('is not lost when it fails, and does not hold up the rest', async () => {
    const { platform, account, advance, now, close } = await startPlatform()
    const { store } = platform.parts
    const scope = { account: account.account.id, livemode: false }
    insertDue(store, { ...scope, clock: '', at: now() + 5, task: 'nobody_knows', id: 'x' })

    advance(10)

    assert.deepEqual(
      store.all('select at, task from due').map((row) => ({ ...Object(row) })),
      [{ at: now() + 3600, task: 'nobody_knows' }],
    )
    await close()
  })
})

describe('a task that fails among others', () => {
  it('is alone taken back, and what the others did is there once', async (test) => {
    const { platform, stripe, account, advance, now, close } = await startPlatform()
    test.after(close)
    const pay = () =>
      stripe.paymentIntents.create({
        ...{ amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' },
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      })
    await pay()
    await pay()
    const { store } = platform.parts
    const scope = { account: account.account.id, livemode: false, clock: '' }
    // Charges are settled two seconds after they were made.
    for (const at of [now() + 1, now() + 9]) {
      insertDue(store, { ...scope, at, task: 'nobody_knows', id: `x${at}` })
    }

    advance(10)

    const settled = (await stripe.events.list({ type: 'charge.updated' })).data
    assert.equal(settled.length, 2)
    const { data } = await stripe.balanceTransactions.list()
    assert.equal(data.length, 2)
    const left = store.all<{ at: number }>(`select at from due where task = 'nobody_knows'`)
    assert.deepEqual(
      left.map(({ at }) => at),
      [now() + 3600, now() + 3600],
    )
  })

  it('does not hold up those of its moment while the clock runs', async (test) => {
    const { store, timers, now } = await watched(test, ['one', 'broken', 'two'])
    timers.fire(5000)
    await store.together(() => {})
    assert.deepEqual(
      store.all('select task, id, at from due order by at').map((row) => ({ ...Object(row) })),
      [
        { task: 'rung', id: 'one', at: now() + 100 },
        { task: 'rung', id: 'two', at: now() + 100 },
        { task: 'ring', id: 'broken', at: now() + 3600 },
      ],
    )
  })
})

describe('watching what falls due', () => {
  it('waits for the disk once for all of one moment', async (test) => {
    const { store, rung, timers } = await watched(test, ['one', 'two'])
    let commits = 0
    store.afterCommit(() => commits++)

    timers.fire(5000)
    await store.together(() => {})

    assert.deepEqual([rung, commits], [['one', 'two'], 1])
  })

  it('tries again when the disk would not keep it', async (test) => {
    const world = await watched(test, ['one'])
    world.store.together = () => Promise.reject(new Error('No space left.'))
    world.timers.fire(5000)
    await turn()
    assert.deepEqual(world.rung, [])

    world.diskIsWell()
    world.timers.fire(1000)

    assert.deepEqual(world.rung, ['one'])
  })

  it('leaves everything due where the database has undone the whole commit', async (test) => {
    const { store, timers, now } = await watched(test, ['one', 'full'])

    timers.fire(5000)
    await turn()

    assert.deepEqual(
      store.all('select task, id, at from due order by seq').map((row) => ({ ...Object(row) })),
      ['one', 'full'].map((id) => ({ task: 'ring', id, at: now() })),
    )
  })
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A watch over bells that are to ring in five seconds, which are over already. */
async function watched(test: TestContext, bells: readonly string[]) {
  const { platform, account, now, close } = await startPlatform()
  test.after(close)
  const { engine } = platform.parts
  const rung: string[] = []
  const store = { ...engine.store }
  const clock = heldClock(now())
  const timers = heldTimers()
  const scope = { account: account.account.id, livemode: false, clock: '', task: 'ring' }
  for (const id of bells) insertDue(store, { ...scope, at: now() + 5, id })
  const ring: DueTask = (id, work) => {
    if (id === 'broken') throw new Error('Its clapper is gone.')
    if (id === 'full') {
      // SQLite does so by itself where the disk is full.
      store.exec('rollback')
      throw new Error('database or disk is full')
    }
    rung.push(id)
    work.later(work.now + 100, 'rung', id)
  }
  const tasks = new Map([['ring', ring]])
  const watch = watchDue({ ...engine, store, tasks, outside: { ...engine.outside, clock, timers } })
  test.after(() => watch.close())
  clock.moveTo(now() + 5)
  const diskIsWell = () => (store.together = (work) => engine.store.together(work))
  return { store, diskIsWell, rung, timers, now: () => clock.now() }
}
