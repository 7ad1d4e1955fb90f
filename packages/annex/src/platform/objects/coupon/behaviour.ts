/** Coupons: how much off, on what, and for how long. Only their words ever change. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing, parametersExclusive } from '../../engine/refusals/parameters.js'
import { currencyWithoutAmount, percentOutOfRange } from './refusals.js'

type Coupon = Stripe.Coupon
type CreateParams = Stripe.CouponCreateParams

export const coupon: Behaviour<'coupon'> = {
  kind: 'coupon',
  // Being redeemed is no news of its own.
  lifecycle: { changing: { times_redeemed: [] } },
  check(params: CreateParams, _work, before) {
    if (!before) checkCreate(params)
  },
  defaults: (params: CreateParams) => ({
    amount_off: params.amount_off ?? null,
    ...(params.applies_to && { applies_to: { products: params.applies_to.products ?? [] } }),
    ...(params.currency_options && { currency_options: params.currency_options }),
    currency: params.currency ?? null,
    duration: params.duration ?? 'once',
    percent_off: params.percent_off ?? null,
    times_redeemed: 0,
    valid: true,
  }),
  read: (coupon, work) => withoutIncludable({ ...coupon, valid: isValid(coupon, work.now) }),
  include: (coupon, field, work): unknown => Reflect.get(work.get('coupon', coupon.id), field),
}

/** Whether it may be redeemed once more at `now`. */
export function isValid({ redeem_by, max_redemptions, times_redeemed }: Coupon, now: number) {
  const inTime = redeem_by === null || now < redeem_by
  return inTime && (max_redemptions === null || times_redeemed < max_redemptions)
}

function withoutIncludable(whole: Coupon): Coupon {
  const { applies_to: _, currency_options: __, ...shown } = whole
  return shown
}

function checkCreate(params: CreateParams): void {
  const { amount_off, percent_off } = params
  if (amount_off !== undefined && percent_off !== undefined) {
    throw parametersExclusive(['amount_off', 'percent_off'])
  }
  if (amount_off === undefined && percent_off === undefined) throw parameterMissing('percent_off')
  if (percent_off !== undefined && (percent_off <= 0 || percent_off > 100)) {
    throw percentOutOfRange()
  }
  if (amount_off !== undefined && params.currency === undefined) throw currencyWithoutAmount()
  if (params.duration === 'repeating' && params.duration_in_months === undefined) {
    throw parameterMissing('duration_in_months')
  }
}
