import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkedApplicationName, checkedName } from './names.js'

describe('a name others will read', () => {
  for (const name of [
    'Ledger Lens',
    'Société Générale',
    '株式会社',
    'Harbour ☕',
    "O'Brien & Co",
  ]) {
    it(`may be ${name}`, () => assert.deepEqual(checkedName(` ${name} `), { ok: true, name }))
  }

  const hidden = [
    'Led\u200bger',
    'Ledger\u202egnp',
    'a\u0000b',
    'a\nb',
    'a\u2028b',
    '\u3164',
    'a\ufeffb',
  ]
  for (const name of hidden) {
    it(`may not hide anything: ${JSON.stringify(name)}`, () => {
      assert.equal(checkedName(name).ok, false)
    })
  }

  it('is neither empty nor endless', () => {
    assert.equal(checkedName('  ').ok, false)
    assert.equal(checkedName('a'.repeat(81)).ok, false)
  })

  const posing = ['Annex', 'A n n e x', 'ÁNNEX Support', 'Аnnех', '5tripe', 'Stripe', 'ann3x']
  for (const name of posing) {
    it(`may not pose as us: ${name}`, () => {
      assert.equal(checkedApplicationName(name).ok, false)
    })
  }
})
