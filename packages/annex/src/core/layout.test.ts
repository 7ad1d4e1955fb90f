import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alone, layOut, layOutList, layOutListed } from './layout.js'

const charge = {
  amount: 2000,
  object: 'charge',
  metadata: { plan: 'gold', note: 'one\n    two', ['__proto__']: 'kept' },
  id: 'ch_1',
  card: undefined,
  refunds: [],
  outcome: [{ type: 'authorized', network: null }],
}

const TEXT = `{
  "id": "ch_1",
  "object": "charge",
  "amount": 2000,
  "metadata": {
    "__proto__": "kept",
    "note": "one\\n    two",
    "plan": "gold"
  },
  "outcome": [
    {
      "network": null,
      "type": "authorized"
    }
  ],
  "refunds": []
}`

describe('laying out an answer', () => {
  it('puts `id` and `object` first and the rest in order, at every depth', () => {
    assert.equal(layOut(charge), TEXT)
    assert.equal(layOut(JSON.parse(TEXT)), TEXT)
  })

  it('moves what is kept for lists to where it stands by itself', () => {
    const listed = layOutListed(charge)

    assert.equal(listed, TEXT.replaceAll('\n', '\n    '))
    assert.equal(alone(listed), TEXT)
  })

  it('writes a list as it would write the whole', () => {
    const whole = { object: 'list', data: [charge], has_more: false, url: '/v1/charges' }
    const parts = { url: '/v1/charges', data: layOutListed(charge), hasMore: false }

    assert.deepEqual(JSON.parse(layOutList(parts)), JSON.parse(JSON.stringify(whole)))
    assert.match(layOutList(parts), /^ {4}\{\n {6}"id": "ch_1",$/m)
  })
})
