import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { authorizePath, oauthWorld, signedInBrowser } from '../../../test/worlds/oauth.js'

async function atSettings(account = 'acct_ledgerline') {
  const world = await oauthWorld()
  world.member('lena', { [account]: 'administrator' })
  const browser = await signedInBrowser(world, 'lena')
  await browser.open('/settings/extension')
  return { world, browser }
}

const uris = (world: Awaited<ReturnType<typeof oauthWorld>>, client = 'ca_test_ledgerline') =>
  world.store
    .all<{ uri: string }>(
      'select uri from redirect_uris where client_id = ? order by position',
      client,
    )
    .map(({ uri }) => uri)

describe('extension settings', () => {
  it('begin with a name, which may not pose as ours', async () => {
    const { browser } = await atSettings('acct_harbour')
    assert.match(browser.page.text, /Create your extension/)
    const posing = await browser.press('Create extension', { name: 'Ann\u0435x Support' })
    assert.match(posing.text, /could pass for us/)
    const made = await browser.press('Create extension', { name: 'Harbour Metrics' })
    assert.match(made.text, /Harbour Metrics/)
    const ids = [...made.html.matchAll(/>(ca_\w{32})</g)].map(([, id]) => id)
    assert.equal(new Set(ids).size, 2)
    assert.match(made.text, /connect\/default\/oauth\/test Default/)
  })

  it('register redirect URIs, naming the rule that refuses one and keeping what was typed', async () => {
    const { world, browser } = await atSettings()
    const before = uris(world)
    const bad = await browser.press('Add', { uri: 'http://shop.test/cb', mode: 'test' })
    assert.equal(bad.status, 400)
    assert.match(bad.text, /Rule “https”: Plain http:\/\/ is accepted for localhost only/)
    assert.match(bad.html, /value="http:\/\/shop\.test\/cb"/)
    assert.deepEqual(uris(world), before)

    await browser.press('Add', { uri: 'https://shop.test/cb', mode: 'test' })
    assert.deepEqual(uris(world), [...before, 'https://shop.test/cb'])
    const first = { uri: 'https://shop.test/cb', mode: 'test' }
    await browser.press('Make default', first)
    assert.equal(uris(world)[0], 'https://shop.test/cb')
    await browser.press('Remove', first)
    assert.deepEqual(uris(world), before)

    const live = await browser.press('Add', { uri: 'http://localhost/cb', mode: 'live' })
    assert.match(live.text, /In live mode only https/)
  })

  it('switch OAuth off for everybody new', async () => {
    const { world, browser } = await atSettings()
    assert.match((await browser.press('Switch OAuth off')).text, /Nobody can connect/)
    assert.match((await world.browser().open(authorizePath())).text, /OAuth is not switched on/)
    await browser.press('Switch OAuth on')
    assert.equal((await world.browser().open(authorizePath())).status, 200)
  })

  it('build a link that works, and show who answered', async () => {
    const { world, browser } = await atSettings()
    const page = await browser.press('Build', { scope: 'read_write', always_prompt: 'on' })
    const link = /href="(http[^"]+oauth\/authorize[^"]+)"/.exec(page.html)?.[1] ?? ''
    const grace = await signedInBrowser(world)
    const question = await grace.open(link.replaceAll('&amp;', '&'))
    assert.match(question.text, /see and change/)
    await grace.press('Cancel')
    assert.match((await browser.open('/settings/extension')).text, /Denied Read and write Test/)
  })

  it('say while a URI is typed what they would say of it, and save nothing', async () => {
    const { world, browser } = await atSettings()
    const before = uris(world)
    const said = async (value: string, mode = 'test') => {
      const query = new URLSearchParams({ mode, value }).toString()
      return (await browser.open(`/settings/extension/redirect-uris/check?${query}`)).html
    }
    assert.match(await said('http://shop.test/cb'), /Rule “https”: Plain http/)
    assert.match(await said(before[0] ?? ''), /Rule “once”/)
    assert.equal(await said('https://shop.test/cb'), '{"fault":null}')
    assert.match(await said('http://localhost/cb', 'live'), /In live mode only https/)
    assert.deepEqual(uris(world), before)
  })

  it('list links that were refused before anybody was asked, the newest few', async () => {
    const { world, browser } = await atSettings()
    const follow = (more: Record<string, string>) =>
      world.browser().open(authorizePath({ ...more }))
    await follow({ redirect_uri: 'https://wrong.test/cb' })
    await follow({ scope: 'everything' })
    await follow({ client_id: 'ca_test_nobody' })

    const page = await browser.open('/settings/extension')
    assert.match(page.text, /Refused links .*invalid_scope .*invalid_redirect_uri/)
    assert.match(page.text, /https:\/\/wrong\.test\/cb/)
    assert.doesNotMatch(page.text, /ca_test_nobody/)
    for (let n = 0; n < 25; n++) await follow({ response_type: 'token' })
    const kept = world.store.get<{ count: number }>(
      'select count(*) as count from refused_authorizations',
    )
    assert.equal(kept?.count, 20)
  })

  it('leave iss out of answers, as Stripe does, or put it in', async () => {
    const { world, browser } = await atSettings()
    const answered = async () => {
      const grace = await signedInBrowser(world)
      await grace.open(`${authorizePath()}&always_prompt=true`)
      const page = await grace.press('Cancel')
      return new URL(page.headers.get('location') ?? '').searchParams.get('iss')
    }
    assert.notEqual(await answered(), null)
    assert.match((await browser.press('Leave iss out')).text, /Answers come without iss/)
    assert.equal(await answered(), null)
    await browser.press('Send iss')
    assert.notEqual(await answered(), null)
  })

  it('belong to their account: a form reaches no other', async () => {
    const { world, browser } = await atSettings('acct_harbour')
    const form_token = /name="form_token" value="([^"]+)"/.exec(browser.page.html)?.[1] ?? ''
    const fields = { form_token, enabled: 'false', client_id: 'ca_test_ledgerline' }
    assert.equal((await browser.post('/settings/extension/switch', fields)).status, 404)
    assert.equal(
      world.store.get<{ enabled: number }>('select enabled from applications')?.enabled,
      1,
    )
  })
})
