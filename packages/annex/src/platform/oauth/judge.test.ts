import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as judge from 'oauth4webapi'
import { CALLBACK, oauthWorld, ORIGIN, signedInBrowser, target } from '../../test/worlds/oauth.js'

const SECRET = 'sk_test_ledgerline'

describe('an independent OAuth library', () => {
  it('discovers, authorizes with PKCE, state and iss, exchanges and refreshes', async () => {
    const world = await oauthWorld()
    const options = {
      [judge.allowInsecureRequests]: true,
      [judge.customFetch]: (url: string, init: object) =>
        Promise.resolve(world.fetch(new Request(url, init))),
    }
    const issuer = new URL(ORIGIN)
    const found = await judge.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' })
    const server = await judge.processDiscoveryResponse(issuer, found)

    const verifier = judge.generateRandomCodeVerifier()
    const state = judge.generateRandomState()
    const address = new URL(server.authorization_endpoint ?? '')
    address.search = new URLSearchParams({
      ...{ client_id: 'ca_test_ledgerline', response_type: 'code', scope: 'read_only', state },
      ...{ redirect_uri: CALLBACK, code_challenge_method: 'S256' },
      code_challenge: await judge.calculatePKCECodeChallenge(verifier),
    }).toString()
    const browser = await signedInBrowser(world)
    await browser.open(address.href)
    const back = target(await browser.press('Connect account'))

    const client = { client_id: 'ca_test_ledgerline' }
    const answer = judge.validateAuthResponse(server, client, back, state)
    const exchanged = await judge.authorizationCodeGrantRequest(
      ...([server, client, judge.ClientSecretBasic(SECRET), answer, CALLBACK] as const),
      ...([verifier, options] as const),
    )
    const token = await judge.processAuthorizationCodeResponse(server, client, exchanged)
    assert.equal(token.stripe_user_id, 'acct_harbour')

    const again = await judge.refreshTokenGrantRequest(
      ...([server, client, judge.ClientSecretPost(SECRET)] as const),
      ...([token.refresh_token ?? '', options] as const),
    )
    const refreshed = await judge.processRefreshTokenResponse(server, client, again)
    assert.notEqual(refreshed.access_token, token.access_token)
  })

  it('understands a person’s no', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    await browser.open(`/oauth/authorize?client_id=ca_test_ledgerline&response_type=code&state=s1`)
    const back = target(await browser.press('Cancel'))
    const server = { issuer: ORIGIN, authorization_response_iss_parameter_supported: true }
    assert.throws(
      () => judge.validateAuthResponse(server, { client_id: 'ca_test_ledgerline' }, back, 's1'),
      { error: 'access_denied' },
    )
  })
})
