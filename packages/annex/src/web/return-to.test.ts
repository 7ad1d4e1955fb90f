import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { returnTo } from './return-to.js'

describe('a return-to parameter', () => {
  it('keeps a path of ours with its query', () => {
    assert.equal(returnTo('/oauth/consent/ar_1?x=1', '/'), '/oauth/consent/ar_1?x=1')
  })

  const elsewhere = [
    ...['https://evil.test/', '//evil.test', '/\\evil.test', '\\\\evil.test', '/\t/evil.test'],
    ...['/.//evil.test', '/a/..//evil.test', 'javascript:alert(1)', 'evil.test', '', ' /a'],
    ...['/\n', '/a\r\nSet-Cookie: x=1', '///evil.test', `/${'a'.repeat(3000)}`, 'http://[', null],
    ...[['/a'], 7],
  ]
  for (const value of elsewhere) {
    it(`sends ${JSON.stringify(value)?.slice(0, 40)} to the default page`, () => {
      assert.equal(returnTo(value, '/home'), '/home')
    })
  }
})
