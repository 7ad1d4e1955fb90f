import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rememberParsed } from './parsed.js'

describe('what was read before', () => {
  it('is the same object for the same text, and another for another', () => {
    const parsed = rememberParsed()
    const first = parsed.read('cus_1', '{"id":"cus_1","name":"Ada"}')
    assert.equal(parsed.read('cus_1', '{"id":"cus_1","name":"Ada"}'), first)
    assert.deepEqual(parsed.read('cus_1', '{"id":"cus_1","name":"Bo"}'), {
      id: 'cus_1',
      name: 'Bo',
    })
    assert.deepEqual(first, { id: 'cus_1', name: 'Ada' })
  })

  it('is not taken for what another account keeps under the same id', () => {
    const parsed = rememberParsed()
    assert.deepEqual(parsed.read('beans', '{"id":"beans","percent_off":10}'), {
      ...{ id: 'beans', percent_off: 10 },
    })
    assert.deepEqual(parsed.read('beans', '{"id":"beans","percent_off":20}'), {
      ...{ id: 'beans', percent_off: 20 },
    })
  })

  it('is forgotten when too much else was read', () => {
    const parsed = rememberParsed()
    const first = parsed.read('cus_0', '{"id":"cus_0"}')
    for (let i = 1; i <= 2000; i++) parsed.read(`cus_${i}`, `{"id":"cus_${i}"}`)
    const again = parsed.read('cus_0', '{"id":"cus_0"}')
    assert.notEqual(again, first)
    assert.deepEqual(again, first)
  })
})
