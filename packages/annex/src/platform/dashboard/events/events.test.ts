import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardWorld } from '../../../test/worlds/dashboard.js'

describe('events in the dashboard', () => {
  it('tell what changed, and narrow down by type', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const { id } = await stripe.customers.create({ name: 'Ada' })
    await stripe.customers.update(id, { name: 'Ada Lovelace' })
    const grace = await world.signIn('grace')

    const updated = await grace.open('/developers/events?type=customer.updated')
    assert.doesNotMatch(updated.text, /customer\.created/)
    const link = /href="(\/developers\/events\/evt_\w+)"/.exec(updated.html)?.[1] ?? ''
    const event = await grace.open(link)

    assert.match(event.text, /What changed .*name "Ada" "Ada Lovelace"/)
    assert.match(event.text, /No endpoint was listening/)
    assert.match(
      (await grace.open('/developers/events?type=charge.*')).text,
      /No events of this type/,
    )
    assert.equal((await (await world.signIn('nora')).open(link)).status, 404)
  })
})
