/**
 * Discounts: a coupon redeemed, hanging on a customer, a subscription, an item or an invoice. Each is
 * kept with the whole coupon, so that it lives on when the coupon is deleted, and shows its id.
 */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { idOrNull } from '../reference.js'

export const discount: Behaviour<'discount'> = {
  kind: 'discount',
  lifecycle: lifecycleOf<Stripe.Discount>({
    created: (discount) => (isCustomers(discount) ? 'customer.discount.created' : null),
    changed: (discount) => (isCustomers(discount) ? 'customer.discount.updated' : null),
    deleted: (discount) => (isCustomers(discount) ? 'customer.discount.deleted' : null),
  }),
  read: (discount) => ({
    ...discount,
    source: { ...discount.source, coupon: idOrNull(discount.source.coupon) },
  }),
}

/** On anything but the customer itself, that thing's own event tells of it. */
function isCustomers(discount: Stripe.Discount): boolean {
  const { customer, subscription, invoice, invoice_item, subscription_item } = discount
  // One that stands on a quote is nobody's yet.
  if (customer === null) return false
  return (subscription ?? invoice ?? invoice_item ?? subscription_item) === null
}
