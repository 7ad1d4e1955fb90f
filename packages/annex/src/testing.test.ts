import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createPlatform } from './platform.js'
import { startReceiver } from './test/receiver.js'
import { startPlatform } from './testing.js'

const card = {
  ...{ amount: 2000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
  return_url: 'https://shop.test/',
}

describe('a platform for tests', () => {
  it('goes back to its beginning', async (test) => {
    const { stripe, now, advance, reset, eventTypes, close } = await startPlatform()
    test.after(close)
    const start = now()

    await stripe.paymentIntents.create(card)
    advance(3600)
    reset()

    assert.deepEqual([eventTypes(), now()], [[], start])
    assert.deepEqual((await stripe.charges.list()).data, [])
    await stripe.customers.create()
    assert.deepEqual(eventTypes(), ['customer.created'])
  })

  it('goes back to a snapshot as often as wanted', async (test) => {
    const { stripe, snapshot, advance, now, close } = await startPlatform()
    test.after(close)
    const jenny = await stripe.customers.create({ name: 'Jenny' })
    const intent = await stripe.paymentIntents.create({ ...card, customer: jenny.id })
    const before = snapshot()
    const at = now()

    for (const name of ['Rose', 'Anna']) {
      await stripe.customers.update(jenny.id, { name })
      await stripe.refunds.create({ payment_intent: intent.id })
      advance(7 * 24 * 3600)
      before.restore()
      assert.equal(((await stripe.customers.retrieve(jenny.id)) as { name?: string }).name, 'Jenny')
      assert.deepEqual((await stripe.refunds.list()).data, [])
      assert.equal(now(), at)
    }
    // What fell due before falls due again.
    advance(3600)
    const settled = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })
    assert.ok(
      typeof settled.latest_charge === 'object' && settled.latest_charge?.balance_transaction,
    )
    before.forget()
  })

  it('owes its deliveries again, in their order', async (test) => {
    const receiver = await startReceiver(test)
    const { stripe, snapshot, close } = await startPlatform()
    test.after(close)
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
    const before = snapshot()
    await stripe.customers.create({ name: 'one' })
    await receiver.untilReceived(1)
    before.restore()
    await stripe.customers.create({ name: 'two' })
    const bodies = (await receiver.untilReceived(2)).map(({ body }) => body)
    assert.deepEqual(
      bodies.map((body) => JSON.parse(body).data.object.name),
      ['one', 'two'],
    )
  })

  it('is emptied by the platform itself, but never one that keeps its data', async (test) => {
    const platform = await createPlatform()
    test.after(() => platform.close())
    const { keys } = platform.createAccount({ email: 'owner@shop.test', business_name: 'Shop' })
    const headers = { authorization: `Bearer ${keys.test.secret}` }
    const statusOf = async () =>
      (await platform.fetch('http://127.0.0.1/v1/customers', { headers })).status
    assert.deepEqual([await statusOf(), await statusOf()], [200, 200])
    platform.reset()
    assert.equal(await statusOf(), 401)
    platform.createAccount({ email: 'owner@shop.test', business_name: 'Shop' })

    const data = mkdtempSync(join(tmpdir(), 'annex-'))
    const kept = await createPlatform({ data })
    test.after(async () => {
      await kept.close()
      rmSync(data, { recursive: true })
    })
    assert.throws(() => kept.reset(), /keeps its data in/)
    assert.throws(() => kept.snapshot(), /keeps its data in/)
  })
})
