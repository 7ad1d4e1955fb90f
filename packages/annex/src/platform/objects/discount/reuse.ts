/** `discounts[][discount]`: a discount that is there already goes on, for whoever it was given to. */
import type Stripe from 'stripe'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'

/** What a discount may hang on; when on none of these, on the customer. */
export type HungOn = Partial<
  Pick<Stripe.Discount, 'invoice' | 'invoice_item' | 'subscription' | 'subscription_item'>
>

export interface Reuse {
  readonly customer: string
  readonly on: HungOn
  /** What that belongs to: an invoice's subscription, an item's invoice. */
  readonly under?: HungOn
}

/**
 * @param known those that what is changed has already
 * @throws Refusal for a discount of anything but the object itself or what it belongs to
 */
export function reused(
  id: string,
  { known = [], ...reuse }: Reuse & { readonly known?: readonly string[] },
  work: UnitOfWork,
  param: string,
): string {
  if (known.includes(id)) return id
  if (!isReusable(ownedBy(reuse.customer, id, work, param), reuse)) throw missing(id, param)
  return id
}

/** @throws Refusal for what another customer was given */
export function ownedBy(customer: string, id: string, work: UnitOfWork, param: string) {
  const discount = work.get('discount', id, param)
  if (idOrNull(discount.customer) !== customer) throw missing(id, param)
  return discount
}

export function isReusable(discount: Stripe.Discount, { customer, on, under }: Reuse): boolean {
  if (idOrNull(discount.customer) !== customer) return false
  const places = ['invoice', 'invoice_item', 'subscription', 'subscription_item'] as const
  return places.every((place) => {
    const hangs = discount[place]
    return hangs === null || hangs === on[place] || hangs === under?.[place]
  })
}

// As if it weren't there: whose it is, is nobody's business.
function missing(id: string, param: string) {
  return resourceMissing({ noun: 'discount', id, param, inPath: false })
}
