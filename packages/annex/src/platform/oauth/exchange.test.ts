import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { consent, oauthWorld, ORIGIN } from '../../test/worlds/oauth.js'
import { basic, isAlive, isConnected, post } from '../../test/worlds/oauth.js'

describe('exchanging a code', () => {
  it('gives the official package all seven fields, and the connection begins', async () => {
    const world = await oauthWorld()
    const code = await consent(world)
    assert.equal(isConnected(world), false)
    assert.deepEqual(world.events(), [])

    const stripe = world.stripe('sk_test_ledgerline')
    const token = await stripe.oauth.token({ grant_type: 'authorization_code', code })

    const { access_token, refresh_token, ...rest } = token
    assert.match(access_token ?? '', /^sk_test_\w{99}$/)
    assert.match(refresh_token ?? '', /^rt_\w{40}$/)
    assert.deepEqual(rest, {
      ...{ livemode: false, token_type: 'bearer', stripe_publishable_key: 'pk_test_harbour' },
      ...{ stripe_user_id: 'acct_harbour', scope: 'read_only' },
    })
    assert.equal(isConnected(world), true)
    assert.equal(isConnected(world, true), false)
  })

  it('tells only that application, once, and again when the scope changes', async () => {
    const world = await oauthWorld()
    const stripe = world.stripe('sk_test_ledgerline')
    for (const scope of ['read_only', 'read_only', 'read_write']) {
      const code = await consent(world, { scope })
      await stripe.oauth.token({ grant_type: 'authorization_code', code })
    }
    const events = world.events()
    assert.deepEqual(
      events.map(({ type, account, livemode, application }) => [
        type,
        account,
        livemode,
        application,
      ]),
      [
        ['account.application.authorized', 'acct_harbour', 0, 'app_ledgerline'],
        ['account.application.authorized', 'acct_harbour', 0, 'app_ledgerline'],
      ],
    )
    const { data } = JSON.parse(events[0]?.body ?? '') as { data: { object: unknown } }
    assert.deepEqual(data.object, {
      ...{ id: 'ca_test_ledgerline', object: 'application', name: 'ledgerline app' },
    })
  })

  it('is not cached, and keeps neither code nor tokens in the clear', async () => {
    const world = await oauthWorld()
    const code = await consent(world)
    const idempotent = { authorization: 'Bearer sk_test_ledgerline', 'idempotency-key': 'k1' }
    const { response, answer } = await post(
      world,
      { grant_type: 'authorization_code', code },
      idempotent,
    )
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(response.headers.get('pragma'), 'no-cache')
    const kept = [
      'authorization_codes',
      'oauth_tokens',
      'grants',
      'events',
      'authorization_requests',
    ]
      .map((table) => JSON.stringify(world.store.all(`select * from ${table}`)))
      .join()
    for (const secret of [code, answer.access_token, answer.refresh_token]) {
      assert.ok(!kept.includes(String(secret)))
    }
  })

  const ways: [string, Record<string, string>, Record<string, string>][] = [
    ['a Bearer key', { authorization: 'Bearer sk_test_ledgerline' }, {}],
    ['a Basic key', basic('sk_test_ledgerline:'), {}],
    ['a secret in the body', {}, { client_secret: 'sk_test_ledgerline' }],
    ['a Basic pair', basic('ca_test_ledgerline:sk_test_ledgerline'), {}],
    [
      'a secret in the body that differs from the header',
      { authorization: 'Bearer sk_test_harbour' },
      { client_secret: 'sk_test_ledgerline' },
    ],
    [
      'what passport-stripe sends along',
      { authorization: 'Bearer sk_test_ledgerline', 'stripe-account': 'acct_x' },
      { redirect_uri: 'https://else.test/', client_id: 'ca_test_ledgerline', type: 'web_server' },
    ],
  ]
  for (const [what, headers, more] of ways) {
    it(`accepts ${what}`, async () => {
      const world = await oauthWorld()
      const code = await consent(world)
      const { response } = await post(
        world,
        { grant_type: 'authorization_code', code, ...more },
        headers,
      )
      assert.equal(response.status, 200)
    })
  }

  it('reads JSON as well', async () => {
    const world = await oauthWorld()
    const code = await consent(world)
    const body = JSON.stringify({ grant_type: 'authorization_code', code, extra: { a: [1] } })
    const headers = {
      authorization: 'Bearer sk_test_ledgerline',
      'content-type': 'application/json',
    }
    const request = new Request(`${ORIGIN}/oauth/token`, { method: 'POST', body, headers })
    assert.equal((await world.fetch(request)).status, 200)
  })

  it('lasts five minutes', async () => {
    const world = await oauthWorld()
    const [late, inTime] = [await consent(world), await consent(world)]
    world.move(299)
    const good = await post(world, { grant_type: 'authorization_code', code: inTime })
    assert.equal(good.response.status, 200)
    world.move(1)
    const { response, answer } = await post(world, { grant_type: 'authorization_code', code: late })
    assert.equal(response.status, 400)
    assert.deepEqual(answer, {
      ...{ error: 'invalid_grant', error_description: 'Authorization code expired' },
    })
    assert.equal(isConnected(world), true)
  })

  it('works once: a second time ends the connection with all its tokens', async () => {
    const world = await oauthWorld()
    const code = await consent(world)
    const first = await post(world, { grant_type: 'authorization_code', code })
    assert.equal(isAlive(world, first.answer.access_token), true)

    const { response, answer } = await post(world, { grant_type: 'authorization_code', code })
    assert.equal(response.status, 400)
    assert.equal(answer.error, 'invalid_grant')
    assert.equal(
      answer.error_description,
      'This authorization code has already been used. All tokens issued with this code have been revoked.',
    )
    assert.equal(isConnected(world), false)
    assert.equal(isAlive(world, first.answer.access_token), false)
    const refresh_token = String(first.answer.refresh_token)
    const refreshed = await post(world, { grant_type: 'refresh_token', refresh_token })
    assert.match(refreshed.answer.error_description, /^Refresh token does not exist: rt_\*+\w{4}$/)
    assert.deepEqual(
      world.events().map(({ type }) => type),
      ['account.application.authorized', 'account.application.deauthorized'],
    )
  })

  it('never lets an old code end a newer connection', async () => {
    const world = await oauthWorld()
    const old = await consent(world)
    await post(world, { grant_type: 'authorization_code', code: old })
    await post(world, { grant_type: 'authorization_code', code: old })
    const code = await consent(world)
    await post(world, { grant_type: 'authorization_code', code })
    await post(world, { grant_type: 'authorization_code', code: old })
    assert.equal(isConnected(world), true)
  })

  it('repeats its answer to the same request, as the official package sends it after a lost reply', async () => {
    const world = await oauthWorld()
    const code = await consent(world)
    const key = { authorization: 'Bearer sk_test_ledgerline', 'idempotency-key': 'once' }
    const parameters = { grant_type: 'authorization_code', code }
    const first = await post(world, parameters, key)
    world.move(200)
    const again = await post(world, parameters, key)
    assert.equal(again.response.status, 200)
    assert.deepEqual(again.answer, first.answer)
    assert.equal(isConnected(world), true)

    const other = { ...key, 'idempotency-key': 'twice' }
    assert.equal((await post(world, parameters, other)).response.status, 400)
    assert.equal(isConnected(world), false)
    assert.equal((await post(world, parameters, key)).response.status, 400)
  })

  it('changes nothing when somebody else tries, or the other mode’s key', async () => {
    const world = await oauthWorld()
    world.account('rival')
    world.application('rival')
    const code = await consent(world)
    for (const key of ['sk_test_rival', 'sk_live_ledgerline', 'sk_test_harbour']) {
      const headers = { authorization: `Bearer ${key}` }
      const tried = await post(world, { grant_type: 'authorization_code', code }, headers)
      assert.equal(tried.response.status, 400)
      assert.equal(
        tried.answer.error_description,
        'Authorization code provided does not belong to you',
      )
    }
    assert.equal(
      (await post(world, { grant_type: 'authorization_code', code })).response.status,
      200,
    )
    const rival = { authorization: 'Bearer sk_test_rival' }
    await post(world, { grant_type: 'authorization_code', code }, rival)
    assert.equal(isConnected(world), true)
  })

  it('fails when the person disconnected while it was on its way', async () => {
    const world = await oauthWorld()
    await post(world, { grant_type: 'authorization_code', code: await consent(world) })
    const code = await consent(world)
    const form = { client_id: 'ca_test_ledgerline', stripe_user_id: 'acct_harbour' }
    await post(world, form, undefined, '/oauth/deauthorize')
    assert.equal(
      (await post(world, { grant_type: 'authorization_code', code })).response.status,
      400,
    )
    assert.equal(isConnected(world), false)
  })
})
