/** A flat amount that is given back, spread over all that is left, each part with its share of tax. */
import { fraction, rounded } from '../billing/fraction.js'
import { flatTooMuch, mustBeNegative } from './refusals.js'
import type { Part } from './left.js'

/** @param flat negative, taxes included */
export function shareOut(flat: number, left: readonly Part[]): Part[] {
  const wholes = left.map(wholeOf)
  const all = wholes.reduce((sum, one) => sum + one, 0)
  if (flat >= 0) throw mustBeNegative('flat_amount')
  if (-flat > all) throw flatTooMuch(all)
  // What rounding leaves over goes to the later parts: each ends where its share of the way ends.
  let passed = 0
  let given = 0
  return left.map((part, index) => {
    passed += wholes[index] ?? 0
    const share = partOf(-flat, passed, all) - given
    given += share
    const whole = wholes[index] ?? 0
    const tax = whole === 0 ? 0 : partOf(share, part.amount_tax, whole)
    return {
      of: part.of,
      amount: negated(part.inclusive ? share : share - tax),
      amount_tax: negated(tax),
    }
  })
}

/** The product of two amounts may be more than a number can hold exactly. */
function partOf(amount: number, some: number, all: number): number {
  return rounded(fraction(BigInt(amount) * BigInt(some), all))
}

function wholeOf({ amount, amount_tax, inclusive }: Part): number {
  return inclusive ? amount : amount + amount_tax
}

/** Never minus nothing. */
function negated(amount: number): number {
  return amount === 0 ? 0 : -amount
}
