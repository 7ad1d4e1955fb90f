/** A payment method in words: `Visa •••• 4242`. */
import type Stripe from 'stripe'
import { sentence } from '../sentence.js'

interface Described {
  type?: string | null
  card?: { brand?: string | null; last4?: string | null } | null
}

export function methodWords(
  method: Stripe.PaymentMethod | Stripe.Charge.PaymentMethodDetails | null | undefined,
): string | undefined {
  if (!method) return undefined
  const { card, type }: Described = method
  return card?.last4 ? `${sentence(card.brand ?? 'card')} •••• ${card.last4}` : sentence(type ?? '')
}
