/** Coupons and promotion codes of a session: which it has, and whether they may be used. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { isValid } from '../coupon/behaviour.js'
import { couponExpired, otherCurrency } from '../coupon/refusals.js'
import {
  amountOffIn,
  countUse,
  keepDiscount,
  redeemedAsAgreed,
  usableCode,
} from '../discount/redeem.js'
import { idOrNull } from '../reference.js'
import { couponOf } from './amounts.js'
import type { CreateParams, Session } from './kept.js'

type Discount = Stripe.Checkout.Session.Discount

/** @throws Refusal when one of them cannot be redeemed now */
export function discountsGiven(
  { discounts, customer = '' }: CreateParams,
  { currency, amount }: Pick<Wanted, 'currency' | 'amount'>,
  work: UnitOfWork,
): Session['discounts'] {
  return (discounts ?? []).map(({ coupon, promotion_code }, index) => {
    const param = `discounts[${index}]`
    if (promotion_code) {
      return codeDiscount(
        promotion_code,
        { customer, currency, amount, param: `${param}[promotion_code]` },
        work,
      )
    }
    if (!coupon) throw parameterMissing(`${param}[coupon]`)
    checkCoupon(coupon, { currency, param: `${param}[coupon]` }, work)
    return { coupon, promotion_code: null }
  })
}

export interface Wanted {
  /** '' for somebody who is no customer yet. */
  readonly customer: string
  readonly currency: string
  /** What is sold, before discounts. */
  readonly amount: number
  readonly param: string
}

export function codeDiscount(id: string, wanted: Wanted, work: UnitOfWork): Discount {
  const { param, ...purchase } = wanted
  const code = usableCode(id, purchase, work, param)
  checkCoupon(idOrNull(code.promotion.coupon) ?? '', wanted, work)
  return { coupon: null, promotion_code: code.id }
}

function checkCoupon(
  id: string,
  { currency, param }: Pick<Wanted, 'currency' | 'param'>,
  work: UnitOfWork,
): void {
  const coupon = work.get('coupon', id, param)
  if (!isValid(coupon, work.now)) throw couponExpired(id, param)
  if (amountOffIn(coupon, currency) === undefined) throw otherCurrency(id, currency, param)
}

/** Counts what a completed payment has used; a subscription redeems its own. */
export function spendDiscounts({ discounts }: Session, work: UnitOfWork): void {
  for (const one of discounts ?? []) {
    const used = couponOf(one, work)
    if (used) countUse(used, codeBehind(one, work), work)
  }
}

/** The same where an invoice shows them. @returns ids of discounts that stand on it */
export function redeemOnInvoice(
  { discounts, customer, currency }: Session,
  invoice: string,
  work: UnitOfWork,
): string[] {
  const redemption = {
    customer: idOrNull(customer) ?? '',
    currency: currency ?? '',
    on: { invoice },
  }
  return (discounts ?? []).flatMap((one) => {
    const used = couponOf(one, work)
    if (!used) return []
    const made = redeemedAsAgreed(used, codeBehind(one, work), redemption, work)
    return [keepDiscount(made, work).id]
  })
}

/** Those that can be redeemed still: time has passed since somebody said so. */
export function stillValid({ discounts }: Session, work: UnitOfWork): Session['discounts'] {
  return (discounts ?? []).filter((one) => {
    const used = couponOf(one, work)
    return used && isValid(used, work.now) && codeBehind(one, work)?.active !== false
  })
}

/** A subscription that was given up has used nothing. */
export function returnDiscounts({ discounts }: Session, work: UnitOfWork): void {
  for (const one of discounts ?? []) {
    const used = couponOf(one, work)
    const code = codeBehind(one, work)
    if (used) work.update('coupon', used.id, { times_redeemed: used.times_redeemed - 1 })
    if (code) work.update('promotion_code', code.id, { times_redeemed: code.times_redeemed - 1 })
  }
}

function codeBehind({ promotion_code }: Discount, work: UnitOfWork) {
  return work.find('promotion_code', idOrNull(promotion_code) ?? '')
}
