import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outsideWith } from '../core/outside.js'
import { openPlatform } from './app.js'

const ORIGIN = 'http://127.0.0.1:4242'

describe('the pages of a platform', () => {
  it('stand beside the API on one origin, each answer with an id and the policy of pages', async () => {
    const platform = openPlatform({ outside: outsideWith() })
    const page = await platform.fetch(`${ORIGIN}/sign-in`)
    assert.equal(page.status, 200)
    assert.match(page.headers.get('request-id') ?? '', /^req_\w{14}$/)
    assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'nonce-/)
    const form = { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) }
    const token = await platform.fetch(`${ORIGIN}/oauth/token`, form)
    assert.equal(token.status, 401)
    assert.match(token.headers.get('request-id') ?? '', /^req_/)
    const found = await platform.fetch(`${ORIGIN}/.well-known/oauth-authorization-server`)
    assert.equal(((await found.json()) as { issuer: string }).issuer, ORIGIN)
    await platform.close()
  })

  it('say that nothing is there to people in words and to programs in JSON', async () => {
    const platform = openPlatform()
    const page = await platform.fetch(`${ORIGIN}/nowhere`, { headers: { accept: 'text/html' } })
    assert.equal(page.status, 404)
    assert.match(await page.text(), /There is nothing here/)
    const json = await platform.fetch(`${ORIGIN}/nowhere`)
    assert.equal(
      ((await json.json()) as { error: { type: string } }).error.type,
      'invalid_request_error',
    )
    await platform.close()
  })
})
