import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cardDeclined } from './declines.js'
import { shownOf, testCardBehind, testCardByNumber, testCardByToken } from './known.js'
import { brandOf, fingerprintOf, hasValidCheckDigit } from './numbers.js'
import { TEST_CARDS } from './test-cards.js'

describe('the test cards', () => {
  it('all have a number with a right check digit and a known brand', () => {
    for (const { number } of TEST_CARDS) {
      assert.ok(hasValidCheckDigit(number), number)
      assert.notEqual(brandOf(number), 'unknown', number)
    }
  })

  it('can be told apart by number, by name and by what a stored card shows', () => {
    const names = TEST_CARDS.flatMap((card) => card.names)
    assert.equal(new Set(names).size, names.length)
    for (const card of TEST_CARDS) {
      assert.equal(testCardByNumber(card.number), card)
      assert.equal(testCardBehind(shownOf(card)), card, card.number)
    }
  })

  it('are found behind payment method and token ids, and nothing else is', () => {
    assert.equal(testCardByToken('pm_card_visa')?.number, '4242424242424242')
    assert.equal(testCardByToken('tok_chargeDeclined')?.number, '4000000000000002')
    assert.equal(testCardByToken('pm_card_de')?.country, 'DE')
    assert.equal(testCardByToken('pm_card_nope'), undefined)
    assert.equal(testCardByToken('pm_1Pgc6rB7WZ01zgkWNy0Cn5nw'), undefined)
  })
})

describe('card numbers', () => {
  it('show their brand', () => {
    const brands = ['4242', '5555', '2223', '2720', '3782', '6011', '3056', '3622', '3566', '6200']
    assert.deepEqual(
      brands.map(brandOf).join(' '),
      ['visa mastercard mastercard mastercard amex discover diners diners jcb unionpay'].join(''),
    )
  })

  it('fail their check digit when one digit is wrong', () => {
    assert.ok(hasValidCheckDigit('4242424242424242'))
    assert.ok(!hasValidCheckDigit('4242424242424241'))
    assert.ok(!hasValidCheckDigit('0'))
  })

  it('have a fingerprint that is the same within an account only', () => {
    const here = fingerprintOf('4242424242424242', 'acct_a')
    assert.equal(here, fingerprintOf('4242424242424242', 'acct_a'))
    assert.notEqual(here, fingerprintOf('4242424242424242', 'acct_b'))
    assert.match(here, /^[0-9A-Za-z]{16}$/)
  })
})

describe('declines', () => {
  it('do not tell a thief that the card is reported', () => {
    for (const reason of ['lost_card', 'stolen_card', 'fraudulent'] as const)
      assert.equal(cardDeclined(reason).message, 'Your card was declined.')
  })

  it('name a decline code only where the issuer gave one', () => {
    assert.equal(cardDeclined('insufficient_funds').fields.decline_code, 'insufficient_funds')
    assert.equal(cardDeclined('expired_card').fields.decline_code, undefined)
    assert.equal(cardDeclined('expired_card').code, 'expired_card')
  })
})
