import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '../../engine/errors.js'
import { readCard, type CardInput } from './input.js'

const NOW = Date.parse('2026-03-31T23:59:59Z') / 1000
const good = { number: '4242 4242 4242 4242', exp_month: 3, exp_year: 2026, cvc: '123' }

function codeOf(change: CardInput, now = NOW): string | undefined {
  try {
    readCard({ ...good, ...change }, now)
    return undefined
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return error.fields.decline_code ?? error.code
  }
}

describe('a card as typed', () => {
  it('is good until the last second of the month it shows', () => {
    assert.equal(codeOf({}), undefined)
    assert.equal(codeOf({}, NOW + 1), 'invalid_expiry_month')
  })

  it('may be written with spaces, and its year with two digits', () => {
    const card = readCard({ ...good, number: '4242-4242 42424242', exp_year: '27' }, NOW)
    assert.equal(card.exp_year, 2027)
    assert.equal(card.test.number, '4242424242424242')
  })

  it('is refused for each thing that can be wrong with it', () => {
    assert.equal(codeOf({ number: '4242424242424241' }), 'incorrect_number')
    assert.equal(codeOf({ number: 'four' }), 'invalid_number')
    assert.equal(codeOf({ number: '4012888888881881' }), 'test_mode_live_card')
    assert.equal(codeOf({ exp_month: 13 }), 'invalid_expiry_month')
    assert.equal(codeOf({ exp_month: 0 }), 'invalid_expiry_month')
    assert.equal(codeOf({ exp_year: 2025 }), 'invalid_expiry_year')
    assert.equal(codeOf({ exp_year: 2077 }), 'invalid_expiry_year')
    assert.equal(codeOf({ cvc: '12' }), 'invalid_cvc')
    assert.equal(codeOf({ cvc: '12345' }), 'invalid_cvc')
  })
})
