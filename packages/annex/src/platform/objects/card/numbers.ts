/** Card numbers: what they say about the card, and whether they can be one. */
import { randomText } from '../../../core/ids.js'
import { seededRandom } from '../../../core/random.js'

/** Brand by the first digits, as `payment_method.card.brand` says it. */
const BRANDS: readonly [RegExp, string][] = [
  [/^4/, 'visa'],
  [/^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, 'mastercard'],
  [/^3[47]/, 'amex'],
  [/^6(011|4[4-9]|5)/, 'discover'],
  [/^3(0[0-5]|[68])/, 'diners'],
  [/^35/, 'jcb'],
  [/^62/, 'unionpay'],
]

export function brandOf(number: string): string {
  return BRANDS.find(([prefix]) => prefix.test(number))?.[1] ?? 'unknown'
}

/** The check digit is right (ISO/IEC 7812-1, "Luhn"). */
export function hasValidCheckDigit(number: string): boolean {
  const digits = Array.from(number, Number).toReversed()
  const sum = digits.reduce((total, digit, position) => {
    if (position % 2 === 0) return total + digit
    return total + (digit * 2 > 9 ? digit * 2 - 9 : digit * 2)
  }, 0)
  return number.length >= 12 && sum % 10 === 0
}

/** The same for one card within one account; says nothing about its number. */
export function fingerprintOf(number: string, account: string): string {
  return randomText(16, seededRandom(`card ${account} ${number}`))
}
