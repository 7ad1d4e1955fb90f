import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { consent, oauthWorld, post } from '../../test/worlds/oauth.js'

describe('proof keys', () => {
  const verifier = 'v'.repeat(43)
  const code_challenge = createHash('sha256').update(verifier).digest('base64url')
  const asked = { code_challenge, code_challenge_method: 'S256' }

  it('are demanded when a challenge was sent, and a wrong one doesn’t use the code up', async () => {
    const world = await oauthWorld()
    const code = await consent(world, asked)
    const grant = { grant_type: 'authorization_code', code }
    for (const code_verifier of ['', 'w'.repeat(43), 'short']) {
      const { response, answer } = await post(world, { ...grant, code_verifier })
      assert.equal(response.status, 400)
      assert.equal(answer.error, 'invalid_grant')
    }
    const right = await post(world, { ...grant, code_verifier: verifier })
    assert.equal(right.response.status, 200)
  })

  it('are refused when none was', async () => {
    const world = await oauthWorld()
    const code = await consent(world)
    const grant = { grant_type: 'authorization_code', code }
    assert.equal((await post(world, { ...grant, code_verifier: verifier })).response.status, 400)
    assert.equal((await post(world, grant)).response.status, 200)
  })
})
