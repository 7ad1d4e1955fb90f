import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { basic, consent, oauthWorld, ORIGIN, post, type Answer } from '../../test/worlds/oauth.js'

describe('who calls', () => {
  it('must show a secret key, and is told where to put it', async () => {
    const world = await oauthWorld()
    const { response, answer } = await post(
      world,
      { grant_type: 'authorization_code', code: 'x' },
      {},
    )
    assert.equal(response.status, 401)
    assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /)
    assert.deepEqual(answer, {
      error: 'invalid_client',
      error_description:
        'No authentication was provided. Send your secret API key using the Authorization header, or as a client_secret POST parameter.',
    })
  })

  it('is refused in the API’s form for a key that does not exist or was rolled', async () => {
    const world = await oauthWorld()
    const unknown = await post(world, {}, { authorization: 'Bearer sk_test_nobody_knows_abcd' })
    assert.equal(unknown.response.status, 401)
    assert.deepEqual(unknown.answer.error, {
      type: 'invalid_request_error',
      message: 'Invalid API Key provided: sk_test_*************abcd',
    })
    const now = world.clock.now()
    world.store.run(`update api_keys set expires_at = ? where masked like 'sk_test_%'`, now)
    const rolled = await post(world, {}, basic('sk_test_ledgerline:'))
    assert.equal((rolled.answer.error as { code: string }).code, 'api_key_expired')
    assert.match(rolled.response.headers.get('www-authenticate') ?? '', /^Basic /)
  })

  it('is refused with a publishable key, an access token, or somebody else’s client', async () => {
    const world = await oauthWorld()
    world.account('rival')
    world.application('rival')
    const code = await consent(world)
    const grant = { grant_type: 'authorization_code', code }
    const publishable = await post(world, grant, { authorization: 'Bearer pk_test_ledgerline' })
    assert.equal(publishable.answer.error, 'invalid_client')
    for (const client_id of ['ca_test_rival', 'ca_nobody']) {
      const mixed = await post(world, { ...grant, client_id })
      assert.equal(mixed.response.status, 401)
      assert.match(mixed.answer.error_description, /No such application/)
    }
    const { answer } = await post(world, grant)
    const token = { authorization: `Bearer ${String(answer.access_token)}` }
    assert.equal((await post(world, grant, token)).response.status, 401)
  })

  const mistakes: [string, Record<string, string>, string, RegExp][] = [
    ['no grant type', {}, 'invalid_request', /^No grant type specified$/],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type', /'password'/],
    ['no code', { grant_type: 'authorization_code' }, 'invalid_request', /code/],
    ['no refresh token', { grant_type: 'refresh_token' }, 'invalid_request', /refresh_token/],
    [
      'an unknown code',
      { grant_type: 'authorization_code', code: 'ac_neverGivenToAnybody' },
      'invalid_grant',
      /^Authorization code does not exist: ac_\*+body$/,
    ],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', refresh_token: 'rt_neverGiven' },
      'invalid_grant',
      /^Refresh token does not exist: rt_\*+iven$/,
    ],
  ]
  for (const [what, parameters, error, description] of mistakes) {
    it(`hears of ${what}`, async () => {
      const world = await oauthWorld()
      const { response, answer } = await post(world, parameters)
      assert.equal(response.status, 400)
      assert.equal(answer.error, error)
      assert.match(answer.error_description, description)
    })
  }

  it('may neither repeat a parameter nor put the secret into the address', async () => {
    const world = await oauthWorld()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const [path, body] of [
      ['/oauth/token', 'code=a&code=b&client_secret=sk_test_ledgerline'],
      ['/oauth/token?client_secret=sk_test_ledgerline', 'grant_type=authorization_code&code=a'],
    ]) {
      const request = new Request(ORIGIN + path, { method: 'POST', body: body ?? '', headers })
      const response = await world.fetch(request)
      assert.equal(((await response.json()) as Answer).error, 'invalid_request')
    }
  })

  it('gets errors of the right class from the official package', async () => {
    const stripe = (await oauthWorld()).stripe('sk_test_ledgerline')
    const { errors } = Stripe
    const token = (parameters: Record<string, string>) =>
      stripe.oauth.token({ grant_type: 'authorization_code', ...parameters })
    await assert.rejects(token({ code: 'ac_x' }), errors.StripeInvalidGrantError)
    await assert.rejects(token({ code: '' }), errors.StripeOAuthInvalidRequestError)
    await assert.rejects(token({ grant_type: 'x' }), errors.StripeUnsupportedGrantTypeError)
  })
})
