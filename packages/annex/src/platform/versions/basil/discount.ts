/** The one discount that subscriptions and invoices showed before 2025-03-31.basil. */
import type Stripe from 'stripe'
import type { Look } from '../../engine/version.js'

type Discounts = readonly (string | Stripe.Discount | Stripe.DeletedDiscount)[] | null | undefined

/** Whole, never an id; null when there is none, or more than one. */
export function onlyDiscount(
  discounts: Discounts,
  look: Look,
): Stripe.Discount | Stripe.DeletedDiscount | null {
  const [first, ...others] = discounts ?? []
  if (first === undefined || others.length > 0) return null
  return typeof first === 'string' ? (look.find('discount', first) ?? null) : first
}
