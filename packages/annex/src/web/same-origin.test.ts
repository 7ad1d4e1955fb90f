import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isFromOurPages } from './same-origin.js'

function from(headers: Record<string, string>, url = 'http://localhost:4242/sign-in'): boolean {
  return isFromOurPages(new Request(url, { method: 'POST', headers }))
}

describe('a request that changes something', () => {
  it('comes from our pages when the browser or its origin says so', () => {
    assert.equal(from({ 'sec-fetch-site': 'same-origin', origin: 'null' }), true)
    assert.equal(from({ origin: 'http://localhost:4242' }), true)
    assert.equal(from({}), true)
  })

  it('is refused from any other place', () => {
    assert.equal(from({ 'sec-fetch-site': 'cross-site' }), false)
    assert.equal(from({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:4242' }), false)
    assert.equal(from({ 'sec-fetch-site': 'none' }), false)
    assert.equal(from({ origin: 'https://evil.test' }), false)
    assert.equal(from({ origin: 'http://localhost:4243' }), false)
    assert.equal(from({ origin: 'nonsense' }), false)
    assert.equal(from({ origin: 'null' }), false)
  })

  it('may have no origin to show where browsers keep silent about it', () => {
    assert.equal(from({ origin: 'null' }, 'http://platform:4242/sign-in'), true)
    assert.equal(from({ origin: 'null' }, 'https://platform.test/sign-in'), false)
  })
})
