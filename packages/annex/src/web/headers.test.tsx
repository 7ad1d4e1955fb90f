import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { seededRandom } from '../core/random.js'
import { Layout } from './components/layout.js'
import { pageHeaders } from './headers.js'
import { renderPage } from './render.js'

const app = new Hono()
  .use(pageHeaders(seededRandom(1)))
  .get('/', (c) => renderPage(c, <Layout title={'<b>"Hi"</b>'} accent="#0f5c4a" />))

describe('the headers of a page (S7)', () => {
  it('let it load only what is ours, run only scripts it was given, and be framed by nobody', async () => {
    const { headers } = await app.request('/')
    const policy = headers.get('Content-Security-Policy') ?? ''

    assert.match(policy, /script-src 'nonce-[\w+/]{22}=='; /)
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      assert.ok(policy.includes(rule), rule)
    }
    assert.equal(headers.get('X-Frame-Options'), 'DENY')
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff')
    assert.equal(headers.get('Referrer-Policy'), 'no-referrer')
    assert.equal(headers.get('Cache-Control'), 'no-store')
  })

  it('announce the nonce the page carries, and a new one each time', async () => {
    const first = await app.request('/')
    const second = await app.request('/')
    const announced = /'nonce-([^']+)'/.exec(
      first.headers.get('Content-Security-Policy') ?? '',
    )?.[1]

    const page = await first.text()
    assert.ok(page.includes(`<script type="module"`))
    assert.ok(page.includes(`nonce="${announced}"`))
    assert.ok(!(second.headers.get('Content-Security-Policy') ?? '').includes(announced ?? ''))
  })

  it('stand around a page that escapes what it is given', async () => {
    const page = await (await app.request('/')).text()
    assert.ok(page.startsWith('<!doctype html><html'))
    assert.ok(page.includes('<title>&lt;b&gt;&quot;Hi&quot;&lt;/b&gt; · Annex</title>'))
  })
})
