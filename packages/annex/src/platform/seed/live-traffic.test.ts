import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Timers } from '../../core/timers.js'
import { startPlatform } from '../../testing.js'
import { oneThing, startTraffic } from './live-traffic.js'

describe('live traffic', () => {
  it('makes payments, some declined and some given back, and new customers', async (t) => {
    const { stripe, platform, account, eventTypes, close } = await startPlatform()
    t.after(close)

    for (let n = 0; n < 150; n++) oneThing(platform.parts.engine, account.account.id)

    const types = new Set(eventTypes())
    for (const type of [
      ...['payment_intent.succeeded', 'payment_intent.payment_failed'],
      ...['charge.refunded', 'customer.created', 'payment_method.attached'],
    ]) {
      assert.ok(types.has(type), type)
    }
    const { data } = await stripe.charges.list({ limit: 100 })
    assert.ok(data.some(({ customer }) => customer !== null))
  })

  it('goes on selling everything a shop sells, not ever more of one thing', async (t) => {
    const { stripe, platform, account, close } = await startPlatform()
    t.after(close)
    const sale = { currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const
    const automatic_payment_methods = { enabled: true, allow_redirects: 'never' } as const
    const sell = (description: string) =>
      stripe.paymentIntents.create({ ...sale, amount: 900, description, automatic_payment_methods })
    await sell('Mug')
    for (let n = 0; n < 12; n++) await sell('Gift box')

    for (let n = 0; n < 100; n++) oneThing(platform.parts.engine, account.account.id)

    const { data } = await stripe.paymentIntents.list({ limit: 80 })
    const mugs = data.filter(({ description }) => description === 'Mug').length
    assert.ok(mugs > 16 && mugs < 64, `${mugs} of ${data.length}`)
  })

  it('waits its few seconds each time, and stops', async (t) => {
    const { platform, account, eventTypes, close } = await startPlatform()
    t.after(close)
    const held = heldTimers()
    const { engine } = platform.parts
    const traffic = startTraffic({
      engine: { ...engine, outside: { ...engine.outside, timers: held.timers } },
      accounts: [account.account.id],
      pauseMs: { from: 2000, to: 7000 },
    })

    assert.deepEqual(eventTypes(), [])
    held.fire()
    const first = eventTypes().length
    assert.ok(first > 0)
    held.fire()
    assert.ok(eventTypes().length > first)
    assert.ok(held.delays.every((delayMs) => delayMs >= 2000 && delayMs < 7000))
    traffic.stop()

    assert.equal(held.waiting(), false)
  })
})

/** Timers that go off when told to. */
function heldTimers() {
  let next: (() => void) | undefined
  const delays: number[] = []
  const timers: Timers = {
    after(delayMs, callback) {
      delays.push(delayMs)
      next = callback
      return { cancel: () => (next = undefined) }
    },
    sleep: () => Promise.resolve(),
    elapsedMs: () => 0,
  }
  const fire = () => {
    const due = next
    next = undefined
    due?.()
  }
  return { timers, delays, fire, waiting: () => next !== undefined }
}
