import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { authorizePath, CALLBACK, LIVE_CALLBACK, oauthWorld } from '../../test/worlds/oauth.js'
import { setRedirectUris } from '../store/redirect-uris.js'
import { updateApplication } from '../store/applications.js'

type Answer = { error: string; error_description: string; state?: string }

async function ask(
  world: Awaited<ReturnType<typeof oauthWorld>>,
  parameters: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  const path = authorizePath(parameters)
  const response = await world.fetch(new Request(`http://localhost:4242${path}`, { headers }))
  return { response, location: response.headers.get('location') }
}

describe('an authorize request', () => {
  it('is answered alike on both paths', async () => {
    const world = await oauthWorld()
    for (const path of ['/oauth/authorize', '/oauth/v2/authorize']) {
      const url = authorizePath().replace('/oauth/authorize', path)
      const response = await world.fetch(new Request(`http://localhost:4242${url}`))
      assert.equal(response.status, 302)
      assert.match(
        response.headers.get('location') ?? '',
        /^\/sign-in\?return_to=%2Foauth%2Fconsent/,
      )
    }
  })

  it('means read_only and the first redirect URI when it names neither', async () => {
    const world = await oauthWorld()
    await ask(world)
    await ask(world, { scope: '', redirect_uri: '', state: '' })
    const rows = world.store.all('select scope, redirect_uri, state from authorization_requests')
    assert.deepEqual(
      rows.map((row) => ({ ...(row as object) })),
      [
        { scope: 'read_only', redirect_uri: CALLBACK, state: 'st 1&=é' },
        { scope: 'read_only', redirect_uri: CALLBACK, state: null },
      ],
    )
  })

  it('leads to the form the application wishes, by its scope when it says nothing', async () => {
    const world = await oauthWorld()
    const cases: [Record<string, string>, RegExp][] = [
      [{}, /^\/sign-in/],
      [{ scope: 'read_write' }, /^\/sign-up/],
      [{ stripe_landing: 'register' }, /^\/sign-up/],
      [{ scope: 'read_write', stripe_landing: 'login' }, /^\/sign-in/],
    ]
    for (const [parameters, path] of cases) {
      assert.match((await ask(world, parameters)).location ?? '', path)
    }
  })

  const refusals: [string, Record<string, string>, string, RegExp][] = [
    ['no client', { client_id: '' }, 'invalid_request', /client_id/],
    [
      'an unknown client',
      { client_id: 'ca_nobody' },
      'invalid_client',
      /^No application matches the supplied client identifier$/,
    ],
    [
      'a trailing slash',
      { redirect_uri: `${CALLBACK}/` },
      'invalid_redirect_uri',
      /exactly matches/,
    ],
    ['another case', { redirect_uri: CALLBACK.replace('l', 'L') }, 'invalid_redirect_uri', /./],
    [
      'another port',
      { redirect_uri: CALLBACK.replace('4300', '4301') },
      'invalid_redirect_uri',
      /./,
    ],
    ['a prefix', { redirect_uri: `${CALLBACK}.evil.test` }, 'invalid_redirect_uri', /./],
    ['a space around it', { redirect_uri: ` ${CALLBACK}` }, 'invalid_redirect_uri', /./],
    ['the other mode’s URI', { redirect_uri: LIVE_CALLBACK }, 'invalid_redirect_uri', /./],
    ['no response_type', { response_type: '' }, 'invalid_request', /response_type/],
    [
      'another response_type',
      { response_type: 'token' },
      'unsupported_response_type',
      /^Only 'code' response_type is supported, but 'token' was provided$/,
    ],
    ['another scope', { scope: 'admin' }, 'invalid_scope', /^Invalid scope provided: admin\.$/],
    ['two scopes', { scope: 'read_only,read_write' }, 'invalid_scope', /./],
    [
      'plain PKCE',
      { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request',
      /S256/,
    ],
    ['PKCE without a method', { code_challenge: 'a'.repeat(43) }, 'invalid_request', /S256/],
    [
      'a short challenge',
      { code_challenge: 'abc', code_challenge_method: 'S256' },
      'invalid_request',
      /43/,
    ],
    ['a NUL', { state: 'a\0b' }, 'invalid_request', /not text/],
    ['an endless state', { state: 'a'.repeat(4097) }, 'invalid_request', /longer/],
  ]
  for (const [what, parameters, error, description] of refusals) {
    it(`is refused on our host for ${what}`, async () => {
      const world = await oauthWorld()
      const { response, location } = await ask(world, parameters)
      const answer = (await response.json()) as Answer
      assert.equal(response.status, 400)
      assert.equal(location, null)
      assert.equal(answer.error, error)
      assert.match(answer.error_description, description)
      assert.equal(answer.state, parameters.state ?? 'st 1&=é')
    })
  }

  it('is refused when a parameter comes twice, also beside an empty one', async () => {
    const world = await oauthWorld()
    for (const twice of ['state=1&state=2', 'scope=&scope=read_only', 'client_id=a&client_id=a']) {
      const response = await world.fetch(
        new Request(`http://localhost:4242/oauth/v2/authorize?${twice}&response_type=code`),
      )
      assert.equal(((await response.json()) as Answer).error, 'invalid_request')
    }
  })

  it('is refused in the order: client, redirect URI, response type, scope', async () => {
    const world = await oauthWorld()
    const wrong: Record<string, string> = {
      ...{ client_id: 'ca_x', redirect_uri: 'https://x.test/', response_type: 'x', scope: 'x' },
    }
    const right: Record<string, string> = {
      ...{ client_id: 'ca_test_ledgerline', redirect_uri: CALLBACK, response_type: 'code' },
    }
    const seen = []
    for (const name of ['', 'client_id', 'redirect_uri', 'response_type']) {
      if (name) wrong[name] = right[name] ?? ''
      const { response } = await ask(world, wrong)
      seen.push(((await response.json()) as Answer).error)
    }
    assert.deepEqual(seen, [
      ...['invalid_client', 'invalid_redirect_uri', 'unsupported_response_type', 'invalid_scope'],
    ])
  })

  it('shows people a page with the same words, and nothing made of their input', async () => {
    const world = await oauthWorld()
    const redirect_uri = 'https://evil.test/"><script>alert(1)</script>'
    const browser = world.browser()
    const page = await browser.open(authorizePath({ redirect_uri }))
    assert.equal(page.status, 400)
    assert.match(page.text, /Invalid redirect URI: 'https:\/\/evil\.test\/"><script>/)
    assert.doesNotMatch(page.html, /<script>alert/)
    assert.doesNotMatch(page.html, /href="https:\/\/evil/)
    assert.equal(page.headers.get('x-frame-options'), 'DENY')
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
  })

  it('is refused while OAuth is off, and in live mode until the owner is activated', async () => {
    const world = await oauthWorld()
    updateApplication(world.store, 'app_ledgerline', { enabled: 0 })
    const off = (await (await ask(world)).response.json()) as Answer
    assert.match(off.error_description, /not switched on/)

    world.account('young', 'young@young.test', false)
    world.application('young')
    for (const mode of ['test', 'live']) {
      setRedirectUris(world.store, `ca_${mode}_young`, ['https://young.test/cb'])
    }
    const live = (await (
      await ask(world, { client_id: 'ca_live_young' })
    ).response.json()) as Answer
    assert.equal(live.error_description, 'This application is not activated for live mode.')
    assert.equal((await ask(world, { client_id: 'ca_test_young' })).response.status, 302)
  })

  it('gives read_only to extensions alone, and Express to none', async () => {
    const world = await oauthWorld()
    world.account('market')
    world.application('market', 'platform')
    setRedirectUris(world.store, 'ca_test_market', ['https://market.test/cb'])
    const asked = await ask(world, { client_id: 'ca_test_market' })
    assert.equal(((await asked.response.json()) as Answer).error, 'invalid_scope')
    const write = await ask(world, { client_id: 'ca_test_market', scope: 'read_write' })
    assert.equal(write.response.status, 302)

    const express = await world.fetch(
      new Request(`http://localhost:4242/express${authorizePath()}`, {
        headers: { accept: 'text/html' },
      }),
    )
    assert.equal(express.status, 400)
    assert.equal(express.headers.get('location'), null)
  })

  it('ignores what it does not know, and lists as php and python write them', async () => {
    const world = await oauthWorld()
    const more = 'type=web_server&nonce=1&suggested_capabilities[]=a&suggested_capabilities[]=b'
    const encoded = 'suggested_capabilities%5B0%5D=a&always_prompt=1&__proto__=x&constructor=y'
    const url = `http://localhost:4242${authorizePath()}&${more}&${encoded}`
    assert.equal((await world.fetch(new Request(url))).status, 302)
  })
})
