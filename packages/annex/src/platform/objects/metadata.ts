/** Metadata as it is kept: texts only, and no key whose value was emptied. */
import type Stripe from 'stripe'

export function metadataFrom(
  given: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
): Stripe.Metadata {
  const filled = Object.entries(given || {}).filter(([, value]) => value !== null && value !== '')
  return Object.fromEntries(filled.map(([key, value]) => [key, String(value)]))
}
