/** How much discounts take off each line: percentages line by line, amounts shared out among them. */
import { decimal, fraction, rounded, times } from './fraction.js'

export interface Off {
  /** The discount's id. */
  readonly discount: string
  /** 25 is a quarter off. */
  readonly percent_off: number | null
  /** In the invoice's currency; each use of it, not each line. */
  readonly amount_off: number | null
}

/** A line, with the discounts that apply to it in the order they were given. */
export interface Discountable {
  readonly amount: number
  readonly offs: readonly Off[]
}

export interface Taken {
  readonly discount: string
  readonly amount: number
}

/**
 * For each line what each of its discounts takes, in the line's order. A later discount works on
 * what the earlier ones left, and no discount takes more than there is.
 */
export function discountAmounts(lines: readonly Discountable[]): readonly Taken[][] {
  const taken = lines.map((): Taken[] => [])
  const left = lines.map((line) => line.amount)
  for (const off of inOrder(lines)) {
    const shares = sharesOf(off, lines, left)
    for (const [index, amount] of shares) {
      taken[index]?.push({ discount: off.discount, amount })
      left[index] = (left[index] ?? 0) - amount
    }
  }
  return taken
}

function inOrder(lines: readonly Discountable[]): Off[] {
  const offs = lines.flatMap((line) => line.offs)
  return [...new Map(offs.map((off) => [off.discount, off])).values()]
}

type Share = readonly [index: number, amount: number]

function sharesOf(off: Off, lines: readonly Discountable[], left: readonly number[]): Share[] {
  const concerned = lines.flatMap(({ offs }, index): Share[] => {
    const applies = offs.some((one) => one.discount === off.discount)
    return applies ? [[index, left[index] ?? 0]] : []
  })
  if (off.percent_off !== null) {
    const part = times(decimal(off.percent_off), fraction(1, 100))
    return concerned.map(([index, amount]) => [index, rounded(times(fraction(amount), part))])
  }
  return shareOut(off.amount_off ?? 0, concerned)
}

/** In proportion to the lines; what rounding leaves over goes to the last line that has room. */
function shareOut(whole: number, lines: readonly Share[]): Share[] {
  const positive = lines.filter(([, amount]) => amount > 0)
  const sum = positive.reduce((total, [, amount]) => total + amount, 0)
  let toShare = Math.min(whole, sum)
  let weight = sum
  return positive.map(([index, amount]) => {
    const share = rounded(fraction(BigInt(toShare) * BigInt(amount), BigInt(weight)))
    toShare -= share
    weight -= amount
    return [index, share]
  })
}
