/** Reading changes as a host app does: through the extension's door, of events the platform really sent. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { systemTimers } from '../../core/timers.js'
import type { Change } from '../../extension.js'
import { SHOPS } from '../../platform/seed/demo.js'
import { bothHalves } from '../worlds/both-halves.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')

describe('a host app that reads changes', () => {
  it('hears of what is created, and of nothing once the account has left', async (test) => {
    const world = await bothHalves(test)
    const { changes, accounts } = world.extension
    const { atPlatform, atExtension } = world.person()
    const left = await atExtension.open('/connect')
    await atPlatform.open(left.headers.get('location') ?? '')
    await atPlatform.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
    const allowed = await atPlatform.press('Connect account')
    await atExtension.open(allowed.headers.get('location') ?? '')

    let { cursor } = await changes.read({ consumer: 'search' })
    const { hostname: host, port } = new URL(world.platformUrl)
    const stripe = new Stripe(HARBOUR.secret_key, { host, port, protocol: 'http' })
    const made = await stripe.customers.create({ name: 'Ada' })
    const heard: Change[] = []
    const created = () =>
      heard.find(
        ({ event }) => event.type === 'customer.created' && event.data.object.id === made.id,
      )
    while (!created()) {
      test.signal.throwIfAborted()
      const page = await changes.read({ consumer: 'search', after: cursor })
      heard.push(...page.changes)
      cursor = page.cursor
      if (page.changes.length === 0) await systemTimers.sleep(50)
    }
    assert.equal(created()?.account, HARBOUR.account)
    assert.equal(new Set(heard.map(({ event }) => event.id)).size, heard.length)

    await accounts.disconnect(HARBOUR.account)
    assert.deepEqual((await changes.read({ consumer: 'search', after: '0' })).changes, [])
    assert.equal(await changes.forget('search'), true)
  })
})
