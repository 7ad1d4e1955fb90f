/** From `discounts[0][coupon]` to a discount: redeems coupons and promotion codes. */
import type Stripe from 'stripe'
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { stepFrom } from '../billing/calendar.js'
import { isValid } from '../coupon/behaviour.js'
import { couponExpired, otherCurrency } from '../coupon/refusals.js'
import { codeOfAnother, codeUnusable } from '../promotion-code/refusals.js'
import { checkRestrictions, type Purchase } from '../promotion-code/restrictions.js'
import { idOrNull } from '../reference.js'
import { reused, type HungOn } from './reuse.js'

/** How every list of discounts names them. */
export interface DiscountParam {
  readonly coupon?: string
  readonly discount?: string
  readonly promotion_code?: string
}

/** What the discount will hang on, and for whom. */
export interface Redemption extends Purchase {
  readonly currency: string
  readonly on: HungOn
  /** What that belongs to, whose discounts it may share. */
  readonly under?: HungOn
}

/**
 * Ids of the discounts that the parameters ask for, new ones made on the way.
 * @param kept what may be named with `discount`; undefined parameters leave those
 */
export function redeemAll(
  given: Stripe.Emptyable<readonly DiscountParam[]> | undefined,
  redemption: Redemption,
  work: UnitOfWork,
  kept: readonly string[] = [],
): string[] {
  if (given === undefined) return [...kept]
  return (given || []).map((one, index) => {
    const place = `discounts[${index}]`
    if (one.discount) {
      return reused(one.discount, { ...redemption, known: kept }, work, `${place}[discount]`)
    }
    return keepDiscount(redeemed(one, redemption, work, place), work).id
  })
}

/** Keeps a new discount, which ends by itself when its months are over. */
export function keepDiscount(made: Stripe.Discount, work: UnitOfWork): Stripe.Discount {
  if (made.end !== null) work.later(made.end, 'end_discount', made.id)
  return work.insert('discount', made)
}

/**
 * The discount that comes of a coupon or a code, which have been used by then; not kept yet.
 * @param within the parameter that holds both; left out where they stand by themselves
 */
export function redeemed(
  { coupon, promotion_code }: DiscountParam,
  redemption: Redemption,
  work: UnitOfWork,
  within?: string,
): Stripe.Discount {
  if (coupon && promotion_code) throw parametersExclusive(['coupon', 'promotion_code'])
  const name = promotion_code ? 'promotion_code' : 'coupon'
  const named = within === undefined ? name : `${within}[${name}]`
  const code = promotion_code ? usableCode(promotion_code, redemption, work, named) : undefined
  const id = coupon ?? idOrNull(code?.promotion.coupon) ?? ''
  const used = work.get('coupon', id, named)
  if (!isValid(used, work.now)) throw couponExpired(id, named)
  if (amountOffIn(used, redemption.currency) === undefined) {
    throw otherCurrency(id, redemption.currency, named)
  }
  countUse(used, code, work)
  return newDiscount(used, code?.id ?? null, redemption, work)
}

/** The same for what was checked and agreed before, and has been paid for since. */
export function redeemedAsAgreed(
  coupon: Stripe.Coupon,
  code: Stripe.PromotionCode | undefined,
  redemption: Redemption,
  work: UnitOfWork,
): Stripe.Discount {
  countUse(coupon, code, work)
  return newDiscount(coupon, code?.id ?? null, redemption, work)
}

export function countUse(
  coupon: Stripe.Coupon,
  code: Stripe.PromotionCode | undefined,
  work: UnitOfWork,
): void {
  work.update('coupon', coupon.id, { times_redeemed: coupon.times_redeemed + 1 })
  if (code) work.update('promotion_code', code.id, { times_redeemed: code.times_redeemed + 1 })
}

/** Null for a percentage, undefined for an amount in other currencies only. */
export function amountOffIn(coupon: Stripe.Coupon, currency: string): number | null | undefined {
  if (coupon.amount_off === null) return null
  if (coupon.currency === currency) return coupon.amount_off
  return coupon.currency_options?.[currency]?.amount_off
}

/** @throws Refusal when that customer may not use the code now; '' for somebody new */
export function usableCode(
  id: string,
  purchase: Purchase,
  work: UnitOfWork,
  param: string,
): Stripe.PromotionCode {
  const code = work.get('promotion_code', id, param)
  const { active, expires_at, max_redemptions, times_redeemed } = code
  const ended = expires_at !== null && work.now >= expires_at
  const spent = max_redemptions !== null && times_redeemed >= max_redemptions
  if (!active || ended || spent) throw codeUnusable(code.code, param)
  const owner = idOrNull(code.customer)
  if (owner !== null && owner !== purchase.customer) throw codeOfAnother(param)
  checkRestrictions(code, purchase, work, param)
  return code
}

function newDiscount(
  coupon: Stripe.Coupon,
  promotion_code: string | null,
  { customer, on }: Redemption,
  work: UnitOfWork,
): Stripe.Discount {
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null
  const monthly = { interval: 'month', interval_count: 1 } as const
  return {
    id: work.newId('discount'),
    object: 'discount',
    checkout_session: null,
    customer,
    customer_account: null,
    end: months === null ? null : stepFrom(work.now, monthly, months),
    invoice: on.invoice ?? null,
    invoice_item: on.invoice_item ?? null,
    promotion_code,
    source: { coupon, type: 'coupon' },
    start: work.now,
    subscription: on.subscription ?? null,
    subscription_item: on.subscription_item ?? null,
  }
}
