/** Exact fractions: amounts with decimals and shares of a period, rounded once, at the very end. */

export interface Fraction {
  readonly over: bigint
  /** Always positive. */
  readonly under: bigint
}

const DECIMAL = /^(-?)(\d*)(?:\.(\d+))?$/

/** `fraction(1, 3)`; whole numbers only. `under` isn't zero. */
export function fraction(over: number | bigint, under: number | bigint = 1): Fraction {
  const [a, b] = [BigInt(over), BigInt(under)]
  return b < 0n ? { over: -a, under: -b } : { over: a, under: b }
}

/** `decimal('0.05')` is five hundredths. Numbers are read as people write them. */
export function decimal(value: string | number): Fraction {
  const found = DECIMAL.exec(String(value))
  if (!found) throw new TypeError(`'${value}' is not a decimal.`)
  const [, sign = '', whole = '', digits = ''] = found
  const over = BigInt(`${whole}${digits}` || '0')
  return { over: sign ? -over : over, under: 10n ** BigInt(digits.length) }
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under }
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under }
}

export function dividedBy(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under, a.under * b.over)
}

/** To the nearest whole number, halves away from zero: a credit rounds as its debit did. */
export function rounded(value: Fraction): number {
  return Number(nearest(value))
}

function nearest({ over, under }: Fraction): bigint {
  const size = over < 0n ? -over : over
  const whole = (2n * size + under) / (2n * under)
  return over < 0n ? -whole : whole
}

/** As text with at most `digits` after the point: `0.333333333333`. */
export function decimalText({ over, under }: Fraction, digits = 12): string {
  const scaled = nearest({ over: over * 10n ** BigInt(digits), under })
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0')
  const shown = `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '')
  return scaled < 0n ? `-${shown}` : shown
}
