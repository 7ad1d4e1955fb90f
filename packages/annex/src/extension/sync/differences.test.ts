import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { differences, fingerprint } from './differences.js'

describe('what the mirror and Stripe say of an object', () => {
  const kept = {
    id: 'ch_1',
    amount: 5,
    receipt_url: 'a',
    metadata: { a: '1' },
    card: { brand: 'visa' },
  }

  it('differs where a field both have does', () => {
    assert.deepEqual(differences(kept, { ...kept }), [])
    assert.deepEqual(differences(kept, { ...kept, amount: 6 }), ['amount'])
    assert.deepEqual(differences(kept, { ...kept, card: { brand: 'amex' } }), ['card'])
    assert.deepEqual(differences({ list: [1, 2] }, { list: [1] }), ['list'])
    assert.deepEqual(differences({ a: null }, { a: {} }), ['a'])
  })

  it('does not for a link made anew, or a field that Stripe has since', () => {
    assert.deepEqual(differences(kept, { ...kept, receipt_url: 'b', newer: null }), [])
    assert.deepEqual(differences(kept, { ...kept, card: { brand: 'visa', networks: [] } }), [])
    assert.equal(fingerprint(kept), fingerprint({ ...kept, receipt_url: 'b' }))
  })

  it('does where somebody added, took away or changed what they wrote themselves', () => {
    for (const metadata of [{}, { a: '2' }, { a: '1', b: '2' }, { b: '1' }]) {
      assert.deepEqual(differences(kept, { ...kept, metadata }), ['metadata'])
    }
    assert.notEqual(fingerprint(kept), fingerprint({ ...kept, metadata: {} }))
  })

  it('is known again in whatever order its fields come', () => {
    assert.equal(fingerprint({ a: 1, b: { c: 2, d: 3 } }), fingerprint({ b: { d: 3, c: 2 }, a: 1 }))
  })
})
