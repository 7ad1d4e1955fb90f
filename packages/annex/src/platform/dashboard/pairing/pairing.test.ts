import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  dashboardWorld,
  ORIGIN,
  send,
  type DashboardWorld,
} from '../../../test/worlds/dashboard.js'

interface Begun {
  browser_url: string
  poll_url: string
  verification_code: string
}

async function begin({ platform }: DashboardWorld): Promise<Begun> {
  const body = new URLSearchParams({ device_name: '<laptop>', client_version: '1.52.0' })
  const answer = await platform.fetch(`${ORIGIN}/stripecli/auth`, { method: 'POST', body })
  assert.equal(answer.status, 200)
  return (await answer.json()) as Begun
}

async function poll({ platform }: DashboardWorld, { poll_url }: Begun) {
  const answer = await platform.fetch(poll_url)
  const body = (await answer.json()) as Record<string, string | boolean>
  return { status: answer.status, ...body }
}

const pathOf = ({ browser_url }: Begun) => browser_url.slice(ORIGIN.length)

describe('stripe login', () => {
  it('gets a key once somebody who is signed in has allowed it, once', async (test) => {
    const world = await dashboardWorld(test)
    const begun = await begin(world)
    assert.deepEqual(await poll(world, begun), { status: 200, redeemed: false })

    const grace = await world.signIn('grace')
    const page = await grace.open(pathOf(begun))
    assert.ok(page.text.includes(begun.verification_code))
    assert.match(page.text, /<laptop>[\s\S]*Harbour Coffee/)
    const done = await grace.press('Allow access')
    assert.match(done.text, /The command line is in/)
    const got: Record<string, unknown> = await poll(world, begun)

    assert.deepEqual(
      [got.redeemed, got.account_id, got.account_display_name, got.testmode_key_publishable],
      [true, 'acct_harbour', 'Harbour Coffee', 'pk_test_harbour'],
    )
    assert.equal(got.livemode_key_secret, '')
    await world.stripe(String(got.testmode_key_secret)).customers.list()
    assert.equal((await poll(world, begun)).status, 404)
    assert.equal((await grace.open(pathOf(begun))).status, 404)

    world.clock.moveTo(world.clock.now() + 90 * 24 * 3600)
    const expired = world.stripe(String(got.testmode_key_secret)).customers.list()
    await assert.rejects(expired, /Expired API Key/)
  })

  it('gets nothing from those who may not change, who cancel, or come late', async (test) => {
    const world = await dashboardWorld(test)
    const begun = await begin(world)
    assert.match((await world.stranger().open(pathOf(begun))).url.pathname, /sign-in/)

    const vera = await world.signIn('vera')
    await vera.open(pathOf(begun))
    assert.equal((await vera.press('Allow access')).status, 403)
    const grace = await world.signIn('grace')
    await grace.open(pathOf(begun))
    await grace.press('Cancel')
    assert.deepEqual(await poll(world, begun), { status: 200, redeemed: false })

    assert.equal((await poll(world, { ...begun, poll_url: `${begun.poll_url}x` })).status, 404)
    await grace.open(pathOf(begun))
    world.clock.moveTo(world.clock.now() + 600)
    const t = new URL(begun.browser_url).searchParams.get('t') ?? ''
    assert.equal(
      (await send(grace, '/stripecli/confirm_auth', { t, decision: 'allow' })).status,
      404,
    )
    assert.equal((await poll(world, begun)).status, 404)
  })

  it('is forgotten when too many begin', async (test) => {
    const world = await dashboardWorld(test)
    const first = await begin(world)
    for (let count = 0; count < 100; count++) await begin(world)
    assert.equal((await poll(world, first)).status, 404)
  })
})
