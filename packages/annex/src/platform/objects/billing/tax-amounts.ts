/** The taxes of one line: on top of its amount, or already inside. */
import { decimal, dividedBy, fraction, plus, rounded, times, type Fraction } from './fraction.js'

export interface Rate {
  readonly id: string
  /** 19 is nineteen per cent. */
  readonly percentage: number
  readonly inclusive: boolean
}

export interface Tax {
  readonly rate: string
  readonly amount: number
  readonly inclusive: boolean
  readonly taxable_amount: number
}

/**
 * @param amount the line's, after discounts
 * @returns one for each rate; exclusive ones are computed on the amount without the inclusive ones
 */
export function taxesOn(amount: number, rates: readonly Rate[]): readonly Tax[] {
  const inside = rates.filter((rate) => rate.inclusive)
  const whole = inside.reduce((sum, rate) => plus(sum, share(rate)), fraction(1))
  const net = dividedBy(fraction(amount), whole)
  const included = inside.map((rate) => [rate.id, rounded(times(net, share(rate)))] as const)
  const taxable = amount - included.reduce((sum, [, tax]) => sum + tax, 0)
  const amounts = new Map(included)
  return rates.map((rate) => ({
    rate: rate.id,
    amount: amounts.get(rate.id) ?? rounded(times(fraction(taxable), share(rate))),
    inclusive: rate.inclusive,
    taxable_amount: taxable,
  }))
}

function share({ percentage }: Rate): Fraction {
  return times(decimal(percentage), fraction(1, 100))
}

/** What the taxes add to the line's amount. */
export function addedBy(taxes: readonly Tax[]): number {
  return taxes.reduce((sum, tax) => sum + (tax.inclusive ? 0 : tax.amount), 0)
}
