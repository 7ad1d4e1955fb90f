import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { laterBy, momentOf } from './moments.js'

const at = (text: string) => Date.parse(text) / 1000
const later = (span: string, from: string) => {
  const found = laterBy(span, at(from))
  return found === undefined ? undefined : new Date(found * 1000).toISOString().slice(0, 16)
}

describe('moments as people write them', () => {
  it('are ISO times, in UTC unless they say otherwise', () => {
    assert.equal(momentOf('2026-01-31T12:00:00Z'), at('2026-01-31T12:00:00Z'))
    assert.equal(momentOf('2026-01-31T12:00'), at('2026-01-31T12:00:00Z'))
    assert.equal(momentOf('2026-01-31T12:00:00+02:00'), at('2026-01-31T10:00:00Z'))
    assert.equal(momentOf('2026-01-31'), at('2026-01-31T00:00:00Z'))
    for (const text of ['', 'soon', '31.1.2026', '2026-13-01', '2026-01-31T25:00:00Z'])
      assert.equal(momentOf(text), undefined, text)
  })

  it('are spans, of which months end where the month does', () => {
    assert.equal(later('1 day', '2026-01-31T12:00Z'), '2026-02-01T12:00')
    assert.equal(later('2 weeks', '2026-01-31T12:00Z'), '2026-02-14T12:00')
    assert.equal(later('1 month', '2026-01-31T12:00Z'), '2026-02-28T12:00')
    assert.equal(later('13 months', '2026-12-31T12:00Z'), '2028-01-31T12:00')
    assert.equal(later('1 year', '2028-02-29T12:00Z'), '2029-02-28T12:00')
    for (const span of ['', 'day', '1', '-1 day', '1.5 days', '1 fortnight', '99999 years'])
      assert.equal(later(span, '2026-01-31T12:00Z'), undefined, span)
  })
})
