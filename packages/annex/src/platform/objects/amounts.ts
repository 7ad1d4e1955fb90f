/** How small and how large a payment may be: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
import { formatMoney } from '../../core/money.js'
import { invalidRequest, type Refusal } from '../engine/errors.js'
import { integerTooLarge, integerTooSmall } from '../engine/refusals/parameters.js'

/** In the currency's smallest unit; 50 where a currency isn't listed. */
const MINIMUM: Readonly<Record<string, number>> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
}

/** Eight digits, whatever the currency. */
const MAXIMUM = 99_999_999

export function minimumOf(currency: string): number {
  return MINIMUM[currency] ?? 50
}

/** Refuses an amount that no card network would carry. */
export function checkAmount(amount: number, currency: string, param = 'amount'): void {
  if (amount < minimumOf(currency)) throw amountTooSmall(currency, param)
  if (amount > MAXIMUM) throw amountTooLarge(currency, param)
}

/** Refuses what is below `least`, in any currency; what isn't given is fine. */
export function checkAtLeast(least: 0 | 1, amount: number | undefined, param = 'amount'): void {
  if (amount !== undefined && amount < least) throw integerTooSmall(param, least)
}

/** The same from both sides, for days. */
export function checkWithin(
  [least, most]: readonly [number, number],
  value: number | undefined,
  param: string,
): void {
  if (value === undefined) return
  if (value < least) throw integerTooSmall(param, least)
  if (value > most) throw integerTooLarge(param, most, value)
}

function amountTooSmall(currency: string, param: string): Refusal {
  const minimum = formatMoney(minimumOf(currency), currency)
  return invalidRequest(`Amount must be at least ${minimum} ${currency}`, {
    code: 'amount_too_small',
    param,
  })
}

function amountTooLarge(currency: string, param: string): Refusal {
  const message = `Amount must be no more than ${formatMoney(MAXIMUM, currency)}`
  return invalidRequest(message, { code: 'amount_too_large', param })
}
