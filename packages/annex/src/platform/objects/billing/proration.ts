/** A share of a period's price, to the second: what is left when a plan changes on the way. */
import type { Period } from './calendar.js'
import { fraction, rounded } from './fraction.js'

/**
 * `amount` × (time from `from` to the period's end) / (length of the period), rounded once.
 * Nothing is left after the end, and never more than all.
 */
export function remainingShare(amount: number, from: number, { start, end }: Period): number {
  const left = Math.min(Math.max(end - from, 0), end - start)
  return rounded(fraction(BigInt(amount) * BigInt(left), BigInt(end - start)))
}
