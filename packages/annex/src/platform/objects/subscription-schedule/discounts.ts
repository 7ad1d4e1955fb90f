/** Coupons that a phase is to have: looked at when it is planned, redeemed when it begins. */
import type Stripe from 'stripe'
import { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { redeemed, type DiscountParam, type Redemption } from '../discount/redeem.js'
import { isReusable, ownedBy } from '../discount/reuse.js'
import { idOrNull } from '../reference.js'

/** As phases and their items show them. */
export type Planned = Stripe.SubscriptionSchedule.Phase.Discount

/** @throws Refusal for what could not be redeemed even now */
export function discountsPlanned(
  given: Stripe.Emptyable<readonly DiscountParam[]> | undefined,
  redemption: Redemption,
  work: UnitOfWork,
  param: string,
): Planned[] {
  return (given || []).map((one, index) => {
    if (one.discount)
      ownedBy(redemption.customer, one.discount, work, `${param}[${index}][discount]`)
    else tryOut(one, redemption, work, `${param}[${index}]`)
    const { coupon = null, discount = null, promotion_code = null } = one
    return { coupon, discount, promotion_code }
  })
}

function tryOut(one: DiscountParam, redemption: Redemption, work: UnitOfWork, param?: string) {
  work.rehearse(work.now, (there) => redeemed(one, redemption, there, param))
}

/**
 * What to redeem for a phase that begins now. What is held already goes on, so that a coupon for
 * three months isn't three months more in the next phase; what has expired meanwhile is left out,
 * for there is nobody to refuse.
 */
export function discountsToHave(
  planned: readonly Planned[],
  held: readonly string[],
  redemption: Redemption,
  work: UnitOfWork,
): DiscountParam[] {
  const heldBy = new Map(held.flatMap((id) => couponOf(id, work)))
  return planned.flatMap((one): DiscountParam[] => {
    const coupon = idOrNull(one.coupon)
    const known = idOrNull(one.discount) ?? (coupon === null ? undefined : heldBy.get(coupon))
    const goesOn = known === undefined ? undefined : work.find('discount', known)
    if (known !== undefined) {
      return goesOn && isReusable(goesOn, redemption) ? [{ discount: known }] : []
    }
    const promotion_code = idOrNull(one.promotion_code)
    const given = promotion_code === null ? { coupon: coupon ?? '' } : { promotion_code }
    return mayRedeem(given, redemption, work) ? [given] : []
  })
}

function couponOf(discount: string, work: UnitOfWork): (readonly [string, string])[] {
  const coupon = idOrNull(work.find('discount', discount)?.source.coupon)
  return coupon === null ? [] : [[coupon, discount]]
}

function mayRedeem(given: DiscountParam, redemption: Redemption, work: UnitOfWork): boolean {
  try {
    tryOut(given, redemption, work)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
