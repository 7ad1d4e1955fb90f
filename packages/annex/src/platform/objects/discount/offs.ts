/** What the discounts of an invoice's line take off, for the arithmetic. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Off } from '../billing/discount-amounts.js'
import { amountOffIn } from './redeem.js'

/** A discount that still holds, and the products it is limited to; undefined for all. */
export interface Holding {
  readonly off: Off
  readonly products: readonly string[] | undefined
}

/** Those among `ids` that apply to an invoice made `at` a time in `currency`, in their order. */
export function holdings(
  ids: readonly string[],
  { currency, at }: { readonly currency: string; readonly at: number },
  work: UnitOfWork,
): readonly Holding[] {
  return ids.flatMap((id) => {
    const discount = work.find('discount', id)
    const coupon = discount?.source.coupon
    if (!discount || !coupon || typeof coupon === 'string') return []
    if (discount.end !== null && discount.end <= at) return []
    return [holdingOf(discount, coupon, currency)]
  })
}

function holdingOf(discount: Stripe.Discount, coupon: Stripe.Coupon, currency: string): Holding {
  const amount_off = amountOffIn(coupon, currency) ?? null
  const off = { discount: discount.id, percent_off: coupon.percent_off, amount_off }
  return { off, products: coupon.applies_to?.products }
}

/** The ones that apply to a line selling `product`. */
export function offsFor(all: readonly Holding[], product: string | null): readonly Off[] {
  return all
    .filter(({ products }) => !products || (product !== null && products.includes(product)))
    .map(({ off }) => off)
}
