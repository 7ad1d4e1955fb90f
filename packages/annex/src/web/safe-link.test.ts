import assert from 'node:assert/strict'
import { it } from 'node:test'
import { safeLink } from './safe-link.js'

it('makes links of http and https addresses only (S8)', () => {
  assert.equal(safeLink('https://shop.test/a'), 'https://shop.test/a')
  for (const bad of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//x',
    '',
    null,
  ]) {
    assert.equal(safeLink(bad), undefined)
  }
})
