/** What of a sale has not been given back yet, line by line: no more than that can be. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { linesOf, type Transaction } from './kept.js'
import { mustBeNegative, noSuchLine, nothingLeft, tooMuchReversed } from './refusals.js'

/** Stands where a line's id does. */
export const SHIPPING = 'shipping'

export interface Part {
  /** The line's id, or `shipping`. */
  readonly of: string
  readonly amount: number
  readonly amount_tax: number
  /** Whether the tax is in the amount. */
  readonly inclusive?: boolean
  readonly reference?: string
  readonly quantity?: number
  readonly metadata?: Stripe.Metadata
}

/** Under the transaction's id, positive sums. */
interface Aside {
  readonly reversed: Readonly<Record<string, { amount: number; amount_tax: number }>>
}

/** Everything that is left of the lines and of shipping. */
export function leftOf(original: Transaction, work: UnitOfWork): Part[] {
  const { reversed = {} } = work.aside<Aside>(original.id)
  const { shipping_cost } = original
  const whole = [
    ...linesOf(original.id, work).map((line) => ({ of: line.id, ...line })),
    ...(shipping_cost ? [{ of: SHIPPING, ...shipping_cost }] : []),
  ]
  return whole.map(({ of, amount, amount_tax, tax_behavior }) => ({
    of,
    amount: amount - (reversed[of]?.amount ?? 0),
    amount_tax: amount_tax - (reversed[of]?.amount_tax ?? 0),
    inclusive: tax_behavior === 'inclusive',
  }))
}

/** @throws Refusal for more than is left, and for what is no part of the sale */
export function noteReversed(
  original: Transaction,
  parts: readonly Part[],
  work: UnitOfWork,
): void {
  const left = new Map(leftOf(original, work).map((part) => [part.of, part]))
  if (parts.every(({ amount, amount_tax }) => amount === 0 && amount_tax === 0)) {
    throw nothingLeft(original)
  }
  const reversed = { ...work.aside<Aside>(original.id).reversed }
  for (const [index, { of, amount, amount_tax }] of parts.entries()) {
    const there = left.get(of)
    const param = of === SHIPPING ? 'shipping_cost' : `line_items[${index}]`
    if (!there) throw noSuchLine(of, `${param}[original_line_item]`)
    if (amount > 0 || amount_tax > 0) throw mustBeNegative(`${param}[amount]`)
    if (-amount > there.amount || -amount_tax > there.amount_tax) {
      throw tooMuchReversed(there, `${param}[amount]`)
    }
    const before = reversed[of] ?? { amount: 0, amount_tax: 0 }
    reversed[of] = { amount: before.amount - amount, amount_tax: before.amount_tax - amount_tax }
    left.set(of, {
      ...there,
      amount: there.amount + amount,
      amount_tax: there.amount_tax + amount_tax,
    })
  }
  work.setAside<Aside>(original.id, { reversed })
}
