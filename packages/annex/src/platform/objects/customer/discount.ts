/**
 * A customer's own discount. Versions before basil gave it with `coupon` or `promotion_code`, as the
 * official command line still does; later ones show it and take it away.
 */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { keepDiscount, redeemed } from '../discount/redeem.js'
import { idOf, idOrNull } from '../reference.js'
import { noDiscount } from '../subscription/refusals.js'

export interface DiscountParams {
  readonly coupon?: Stripe.Emptyable<string>
  readonly promotion_code?: Stripe.Emptyable<string>
}

/** What changes of the customer: nothing when neither is named, no discount when one is emptied. */
export function discountAfter(
  { coupon, promotion_code }: DiscountParams,
  customer: Stripe.Customer,
  work: UnitOfWork,
): { discount?: Stripe.Discount | null } {
  if (coupon === undefined && promotion_code === undefined) return {}
  const before = customer.discount ?? null
  if (!coupon && !promotion_code) {
    if (before) work.remove('discount', before.id)
    return { discount: null }
  }
  const given = { ...(coupon && { coupon }), ...(promotion_code && { promotion_code }) }
  const made = redeemed(given, redemptionFor(customer, given, work), work)
  if (!before) return { discount: shown(keepDiscount(made, work)) }
  if (made.end !== null) work.later(made.end, 'end_discount', before.id)
  return { discount: shown(work.update('discount', before.id, { ...made, id: before.id })) }
}

/** @returns the discount that is gone */
export function dropDiscount(customer: Stripe.Customer, work: UnitOfWork): object {
  const { discount } = customer
  if (!discount) throw noDiscount('customer')
  work.remove('discount', discount.id)
  work.update('customer', customer.id, { discount: null })
  const { end: _, ...gone } = discount
  return { ...gone, deleted: true }
}

/** What an invoice inherits when neither it nor its subscription has discounts of its own. */
export function inherited({ discount }: Stripe.Customer): string[] {
  return discount ? [discount.id] : []
}

/** A discount that is good for one invoice is gone once an invoice that used it is final. */
export function spendInherited(invoice: Stripe.Invoice, work: UnitOfWork): void {
  const customer = work.find('customer', idOrNull(invoice.customer) ?? '')
  const id = customer?.discount?.id
  const used = (invoice.total_discount_amounts ?? []).some(
    ({ amount, discount }) => amount > 0 && idOf(discount) === id,
  )
  const coupon = id === undefined ? undefined : work.find('discount', id)?.source.coupon
  const once = typeof coupon === 'object' && coupon?.duration === 'once'
  if (customer && used && once) dropDiscount(customer, work)
}

// An amount off must be in the customer's currency, once they have one.
function redemptionFor(
  { id, currency }: Stripe.Customer,
  { coupon }: { coupon?: string },
  work: UnitOfWork,
) {
  const own = coupon === undefined ? undefined : work.find('coupon', coupon)?.currency
  return { customer: id, currency: currency ?? own ?? '', on: {} }
}

/** Inside the customer it names its coupon, as it does by itself. */
function shown(discount: Stripe.Discount): Stripe.Discount {
  const { source } = discount
  return { ...discount, source: { ...source, coupon: idOrNull(source.coupon) } }
}
