import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardWorld, send } from '../../../test/worlds/dashboard.js'

const secretIn = (text: string) => /sk_test_51\w{97}/.exec(text)?.[0]

describe('API keys in the dashboard', () => {
  it('are rolled: the new one is shown once and works, the old one ends when it was told', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    const before = await grace.open('/developers/keys')
    assert.equal(secretIn(before.text), undefined)

    const page = await send(grace, '/developers/keys/roll', {
      key: keyOf(before.html),
      grace: 'hour',
    })
    const fresh = secretIn(page.text)
    assert.ok(fresh)
    assert.match(page.text, /Ends in 1 h/)
    assert.equal(secretIn((await grace.open('/developers/keys')).html), undefined)

    await world.stripe(fresh).customers.list()
    await world.stripe('sk_test_harbour').customers.list()
    world.clock.moveTo(world.clock.now() + 3600)
    await assert.rejects(world.stripe('sk_test_harbour').customers.list(), /Expired API Key/)
  })

  it('roll only while they live, and only in their own account and mode', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    const nora = await world.signIn('nora')
    const key = keyOf((await grace.open('/developers/keys')).html)

    await nora.open('/developers/keys')
    assert.equal((await send(nora, '/developers/keys/roll', { key, grace: 'now' })).status, 404)
    assert.equal((await send(grace, '/developers/keys/roll', { key, grace: 'never' })).status, 400)
    await grace.open('/developers/keys')
    await send(grace, '/developers/keys/roll', { key, grace: 'now' })
    assert.equal((await send(grace, '/developers/keys/roll', { key, grace: 'now' })).status, 404)
  })
})

/** The secret key's handle, from the form that rolls it. */
function keyOf(html: string): string {
  const dialog = /Roll this secret key\?[\s\S]*?name="key" value="([^"]+)"/.exec(html)
  return dialog?.[1] ?? ''
}
