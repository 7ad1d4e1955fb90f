/** What can be wrong with a coupon, or with using it. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function percentOutOfRange(): Refusal {
  const message = 'Invalid percent_off: must be greater than 0 and at most 100.'
  return invalidRequest(message, { param: 'percent_off' })
}

export function currencyWithoutAmount(): Refusal {
  const message = 'You must pass currency when passing amount_off'
  return invalidRequest(message, { code: 'parameter_missing', param: 'currency' })
}

export function couponExpired(id: string, param: string): Refusal {
  return invalidRequest(`Coupon expired: ${id}`, { code: 'coupon_expired', param })
}

export function otherCurrency(id: string, currency: string, param: string): Refusal {
  const message = `The coupon \`${id}\` takes off an amount in another currency than ${currency}. Use one with \`currency_options\` for it.`
  return invalidRequest(message, { param })
}
