import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { leaveFlash, takeFlash } from './flash.js'

const app = new Hono()
  .post('/', (c) => {
    leaveFlash(c, { tone: 'success', text: 'It said "rolled" \\ ☕' })
    return c.redirect('/', 303)
  })
  .get('/', (c) => c.json(takeFlash(c) ?? null))

describe('a flash', () => {
  it('is shown once, on the next page', async () => {
    const posted = await app.request('/', { method: 'POST' })
    const cookie = posted.headers.get('Set-Cookie')?.split(';')[0] ?? ''

    const next = await app.request('/', { headers: { Cookie: cookie } })

    assert.deepEqual(await next.json(), { tone: 'success', text: 'It said "rolled" \\ ☕' })
    assert.match(next.headers.get('Set-Cookie') ?? '', /^annex_flash=;.*Max-Age=0/)
  })

  it('is nothing when the cookie was not ours', async () => {
    for (const text of ['', 'null', '{"tone":"loud","text":"x"}', '{"tone":"info","text":"\\q"}']) {
      const cookie = `annex_flash=${Buffer.from(text).toString('base64url')}`
      const answer = await app.request('/', { headers: { Cookie: cookie } })
      assert.equal(await answer.json(), null, text)
    }
  })
})
