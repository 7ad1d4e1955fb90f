import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { consent, isAlive, oauthWorld, post } from '../../test/worlds/oauth.js'

describe('refreshing', () => {
  async function connected(parameters: Record<string, string> = {}) {
    const world = await oauthWorld()
    const code = await consent(world, parameters)
    const mode = parameters.client_id?.includes('live') ? 'live' : 'test'
    const headers = { authorization: `Bearer sk_${mode}_ledgerline` }
    const { answer } = await post(world, { grant_type: 'authorization_code', code }, headers)
    const grant = { grant_type: 'refresh_token', refresh_token: String(answer.refresh_token) }
    return { world, answer, grant }
  }

  it('gives a new access token and ends the earlier one of the same scope and mode', async () => {
    const { world, answer, grant } = await connected({ scope: 'read_write' })
    const next = await post(world, grant)
    assert.equal(next.answer.refresh_token, answer.refresh_token)
    assert.equal(isAlive(world, answer.access_token), false)
    assert.equal(isAlive(world, next.answer.access_token), true)

    const narrow = await post(world, { ...grant, scope: 'read_only' })
    assert.equal(narrow.answer.scope, 'read_only')
    assert.equal(isAlive(world, next.answer.access_token), true)
  })

  it('never widens', async () => {
    const { world, grant } = await connected()
    for (const scope of ['read_write', 'admin']) {
      const { response, answer } = await post(world, { ...grant, scope })
      assert.equal(response.status, 400)
      assert.deepEqual(answer, {
        ...{ error: 'invalid_scope', error_description: `Invalid scope provided: ${scope}.` },
      })
    }
  })

  it('follows the mode of the key: live gives test, test never gives live', async () => {
    const live = await connected({ client_id: 'ca_live_ledgerline' })
    assert.equal(live.answer.livemode, true)
    const down = await post(live.world, live.grant)
    assert.equal(down.answer.livemode, false)
    assert.match(String(down.answer.access_token), /^sk_test_/)
    assert.equal(down.answer.stripe_publishable_key, 'pk_test_harbour')
    assert.equal(isAlive(live.world, live.answer.access_token), true)

    const test = await connected()
    const up = { authorization: 'Bearer sk_live_ledgerline' }
    assert.equal((await post(test.world, test.grant, up)).answer.error, 'invalid_grant')
  })

  it('is for the owner of the application, and no access token is a refresh token', async () => {
    const { world, answer, grant } = await connected()
    const foreign = { authorization: 'Bearer sk_test_harbour' }
    assert.equal((await post(world, grant, foreign)).answer.error, 'invalid_grant')
    const confused = { ...grant, refresh_token: String(answer.access_token) }
    assert.equal((await post(world, confused)).answer.error, 'invalid_grant')
  })
})
