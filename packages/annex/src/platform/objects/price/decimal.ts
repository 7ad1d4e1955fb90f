/** Decimals travel, and are kept, as text; only the official client makes `Decimal`s of them. */
import type Stripe from 'stripe'

export type Decimal = NonNullable<Stripe.Price['unit_amount_decimal']>

/** A whole amount, or one with fractions of the smallest unit: `0.05`. */
export function decimalOf(
  amount: number | undefined,
  decimal: Decimal | undefined,
): Decimal | null {
  const text = decimal === undefined ? amount?.toString() : String(decimal)
  // What the type calls a Decimal is a string until the client has read it.
  return text === undefined ? null : (text as unknown as Decimal)
}

/** The whole amount, or null where the decimal has fractions. */
export function wholeOf(amount: number | undefined, decimal: Decimal | undefined): number | null {
  if (decimal === undefined) return amount ?? null
  const whole = Number(String(decimal))
  return Number.isInteger(whole) ? whole : null
}
