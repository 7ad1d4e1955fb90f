/** A card as somebody typed it: what must be right before anyone is asked about it. */
import { Refusal } from '../../engine/errors.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { testCardByNumber } from './known.js'
import { hasValidCheckDigit } from './numbers.js'
import type { TestCard } from './test-cards.js'

export interface CardInput {
  readonly number?: string
  readonly exp_month?: number | string
  readonly exp_year?: number | string
  readonly cvc?: string
}

export interface TypedCard {
  readonly test: TestCard
  readonly exp_month: number
  readonly exp_year: number
  readonly cvc: boolean
}

/**
 * Live mode takes the test cards too: this platform never moves real money, and a stand-in that
 * could make no payment in live mode would leave that half of an app untested.
 * @param now Unix seconds: a card is good until the end of the month it shows
 */
export function readCard(input: CardInput, now: number): TypedCard {
  const test = testCardOf(input.number)
  const exp_month = Number(input.exp_month ?? NaN)
  const exp_year = fullYear(Number(input.exp_year ?? NaN))
  checkExpiry(exp_month, exp_year, now)
  if (input.cvc !== undefined && !/^\d{3,4}$/.test(input.cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc')
  }
  return { test, exp_month, exp_year, cvc: input.cvc !== undefined }
}

/** What `pm_card_visa` stands for: a card that is good until this month next year. */
export function typedTestCard(test: TestCard, now: number): TypedCard {
  const today = new Date(now * 1000)
  return {
    test,
    exp_month: today.getUTCMonth() + 1,
    exp_year: today.getUTCFullYear() + 1,
    cvc: true,
  }
}

function testCardOf(typed: string | undefined): TestCard {
  if (typed === undefined) throw parameterMissing('card[number]')
  const number = typed.replaceAll(/[\s-]/g, '')
  if (!/^\d{8,19}$/.test(number)) {
    throw cardError(
      'invalid_number',
      'The card number is not a valid credit card number.',
      'number',
    )
  }
  if (!hasValidCheckDigit(number)) {
    throw cardError('incorrect_number', 'Your card number is incorrect.', 'number')
  }
  const known = testCardByNumber(number)
  if (!known) throw notATestCard()
  return known
}

/** Refuses months and years that are over, or that no card shows. */
export function checkExpiry(month: number, year: number, now: number): void {
  const today = new Date(now * 1000)
  const thisYear = today.getUTCFullYear()
  if (!(Number.isInteger(month) && month >= 1 && month <= 12)) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  }
  if (!(Number.isInteger(year) && year >= thisYear && year <= thisYear + 50)) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year')
  }
  if (year === thisYear && month < today.getUTCMonth() + 1) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  }
}

function fullYear(year: number): number {
  return year >= 0 && year < 100 ? 2000 + year : year
}

function cardError(code: string, message: string, param: string): Refusal {
  return new Refusal(402, { type: 'card_error', code, message, param })
}

// Says nothing of the number itself: it may be somebody's real card.
function notATestCard(): Refusal {
  return new Refusal(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test (live) card. ' +
      'For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  })
}
