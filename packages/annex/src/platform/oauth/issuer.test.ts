import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { issuerFor } from './issuer.js'

describe('the issuer', () => {
  const asked = (url: string, configured: string) => issuerFor(new Request(url), configured)

  it('is what was configured, whatever a Host header says', () => {
    assert.equal(asked('http://evil.test/x', 'https://platform.test/'), 'https://platform.test')
    assert.equal(asked('http://localhost/x', 'https://platform.test'), 'https://platform.test')
    assert.equal(asked('http://evil.test:4242/', 'http://127.0.0.1:4242'), 'http://127.0.0.1:4242')
  })

  it('is the name people use for the machine itself', () => {
    assert.equal(asked('http://localhost:4242/x', 'http://127.0.0.1:4242'), 'http://localhost:4242')
    assert.equal(asked('http://localhost:9/x', 'http://127.0.0.1:4242'), 'http://127.0.0.1:4242')
  })
})
