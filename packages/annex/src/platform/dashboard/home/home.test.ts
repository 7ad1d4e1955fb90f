import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Browser } from '../../../test/browser.js'
import { dashboardWorld, ORIGIN, type DashboardWorld } from '../../../test/worlds/dashboard.js'

describe('the home of the dashboard', () => {
  it('names keys and addresses, never a secret, and ticks what was done', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')

    const page = await grace.open('/')
    assert.match(page.text, /Harbour Coffee/)
    assert.match(page.text, /pk_test_harbour/)
    assert.match(page.text, /http:\/\/127\.0\.0\.1:4242/)
    assert.doesNotMatch(page.html, /sk_test_harbour/)
    assert.doesNotMatch(page.text, /\(done\)/)

    await world.stripe('sk_test_harbour').customers.create({})
    assert.match((await grace.open('/')).text, /Ask the API something \(done\)/)
    assert.match(grace.page.text, /customer\.created/)
  })

  it('hears of events while it is open, of its own account alone, until the platform closes', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    const { reader, read } = await listen(world, grace)

    await world.stripe('sk_test_northwind').customers.create({})
    await world.stripe('sk_test_harbour').products.create({ name: 'Beans' })
    const fragment = await read()

    assert.match(fragment, /"id":"ticker".*product\.created/)
    assert.doesNotMatch(fragment, /customer\.created/)
    const ended = reader.read()
    await world.platform.close()
    assert.equal((await ended).done, true)
  })

  it('hears nothing more once somebody signed out or was removed', async (test) => {
    const world = await dashboardWorld(test)
    const [grace, vera, another] = [
      await world.signIn('grace'),
      await world.signIn('vera'),
      await world.signIn('grace'),
    ]
    const out = await listen(world, grace)
    const removed = await listen(world, vera)
    const staying = await listen(world, another)
    await grace.open('/')
    await grace.press('Sign out')
    world.store.run("delete from memberships where member = 'vera'")

    await world.stripe('sk_test_harbour').customers.create({})

    assert.match(await staying.read(), /customer\.created/)
    for (const { reader } of [out, removed]) {
      const soon = new Promise((resolve) => setImmediate(resolve, 'nothing'))
      assert.equal(await Promise.race([reader.read(), soon]), 'nothing')
    }
  })
})

/** Opens the live part of a home page, as an open page does. */
async function listen(world: DashboardWorld, browser: Browser) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const live = await world.platform.fetch(`${ORIGIN}/live/home`, { headers: { cookie } })
  assert.ok(live.body)
  const reader = live.body.getReader()
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  assert.match(await read(), /^retry: /)
  return { reader, read }
}

describe('the doors of the dashboard', () => {
  it('lead strangers to the sign-in page and back', async (test) => {
    const stranger = (await dashboardWorld(test)).stranger()
    const page = await stranger.open('/payments?status=failed')
    assert.equal(page.url.pathname, '/sign-in')
    assert.equal(page.url.searchParams.get('return_to'), '/payments?status=failed')
  })

  it('let nothing change without our form, from another site, or by a viewer', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    await grace.open('/customers/new')
    const email = 'ada@example.com'
    const without = await grace.post('/customers/new', { email })
    const elsewhere = await grace.post(
      '/customers/new',
      { email },
      { 'sec-fetch-site': 'cross-site' },
    )
    const vera = await world.signIn('vera')
    await vera.open('/customers/new')
    const looked = await vera.press('Add customer', { email })

    assert.deepEqual([without.status, elsewhere.status, looked.status], [403, 403, 403])
    assert.match(looked.text, /You may look, not change/)
    assert.deepEqual((await world.stripe('sk_test_harbour').customers.list()).data, [])
  })
})
