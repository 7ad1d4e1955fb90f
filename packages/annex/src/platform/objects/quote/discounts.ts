/** Discounts of a quote: as they would be if it were accepted now, without using anything up. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { redeemed, type DiscountParam } from '../discount/redeem.js'
import { reused } from '../discount/reuse.js'
import { idOrNull } from '../reference.js'

export interface Offer {
  /** '' while nobody knows for whom it is. */
  readonly customer: string
  readonly currency: string
}

/** @throws Refusal for what could not be redeemed now */
export function discountsOffered(
  given: Stripe.Emptyable<readonly DiscountParam[]> | undefined,
  offer: Offer,
  work: UnitOfWork,
  param: string,
): string[] {
  return (given || []).map((one, index) => {
    const place = `${param}[${index}]`
    if (one.discount) return offeredAlready(one.discount, offer, work, `${place}[discount]`)
    const made = work.rehearse(work.now, (there) =>
      redeemed(one, { ...offer, on: {} }, there, place),
    )
    // It is nobody's yet, so that no news of it goes out as of a customer's own.
    return work.insert('discount', { ...made, customer: null, end: null }).id
  })
}

/** The customer's own may be named, and what stands on a quote, which is nobody's yet. */
function offeredAlready(id: string, { customer }: Offer, work: UnitOfWork, param: string): string {
  const isOffered = work.get('discount', id, param).customer === null
  return isOffered ? id : reused(id, { customer, on: {} }, work, param)
}

/** To be redeemed in earnest. */
export function asParams(ids: readonly string[], work: UnitOfWork): DiscountParam[] {
  return ids.flatMap((id): DiscountParam[] => {
    const discount = work.find('discount', id)
    const code = idOrNull(discount?.promotion_code)
    if (code !== null) return [{ promotion_code: code }]
    const coupon = idOrNull(discount?.source.coupon)
    return coupon === null ? [] : [{ coupon }]
  })
}

export function lastsForEver(id: string, work: UnitOfWork): boolean {
  const coupon = work.find('discount', id)?.source.coupon
  return typeof coupon === 'object' && coupon?.duration === 'forever'
}
