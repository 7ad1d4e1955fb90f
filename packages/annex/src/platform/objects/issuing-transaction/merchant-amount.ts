/** What a sum is in the merchant's currency: at the rate at which the merchant asked. */
import type Stripe from 'stripe'
import { fraction, rounded } from '../billing/fraction.js'

/** An authorization, or a capture, whose sums are negative. */
type Exchanged = Pick<
  Stripe.Issuing.Authorization,
  'amount' | 'currency' | 'merchant_amount' | 'merchant_currency'
>

export function toMerchant(amount: number, asked: Exchanged): number {
  if (asked.currency === asked.merchant_currency || asked.amount === 0) return amount
  return rounded(fraction(BigInt(amount) * BigInt(asked.merchant_amount), asked.amount))
}

/** The two fields in which an authorization says how much it holds. */
export function held(
  amount: number,
  asked: Exchanged,
): { amount: number; merchant_amount: number } {
  return { amount, merchant_amount: toMerchant(amount, asked) }
}
