/** Amounts as people type them. */
import { decimalsOf } from '../../../core/money.js'

/** `12.5` in usd → 1250; undefined when it isn't an amount of this currency. A comma may group. */
export function parseAmount(text: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency)
  const match = /^(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.(\d{0,3}))?$/.exec(text.trim())
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  if (fraction.length > decimals) return undefined
  return Number(whole.replaceAll(',', '') + fraction.padEnd(decimals, '0'))
}
