/** How amounts, prices of one and stretches of time are written on bills. */
import { formatMoney, formatUnitPrice } from '../../../core/money.js'
import { dayOf } from '../../../web/time-words.js'

/** `−$5.00`, with a real minus. */
export function money(amount: number, currency: string): string {
  return formatMoney(amount, currency).replace('-', '−')
}

/** The same for a price of one. @param decimal in the smallest unit, as the API writes it */
export function unitPrice(decimal: string, currency: string): string {
  return formatUnitPrice(decimal, currency).replace('-', '−')
}

/** A moment alone for what happens once. @param period Unix seconds */
export function periodWords({ start, end }: { start: number; end: number }): string | undefined {
  if (start === end) return undefined
  const [from, to] = [dayOf(start), dayOf(end)]
  const [year, ending] = [from.slice(-6), to.slice(-6)]
  return `${year === ending ? from.slice(0, -6) : from} – ${to}`
}
