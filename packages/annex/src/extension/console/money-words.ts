/** Prices in words. */
import { formatMoney } from '../../core/money.js'
import type { BilledPlan } from '../billing/billing.js'

type Priced = Pick<BilledPlan, 'amount' | 'currency' | 'interval' | 'interval_count'>

/** `$29.00 per month`, `$290.00 every 3 months`; what depends on use has no figure. */
export function priceWords(plan: Priced): string {
  const { amount, currency } = plan
  const price = amount === null ? 'By use' : formatMoney(amount, currency)
  return [price, periodWords(plan)].filter(Boolean).join(' ')
}

export function periodWords({ interval, interval_count }: Priced): string {
  if (interval === null) return ''
  const count = interval_count ?? 1
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`
}

const MONTHS: Record<string, number> = { day: 12 / 365, week: 12 / 52, month: 1, year: 12 }

/** What a price comes to in a month, so that years and months may be added up. */
export function perMonth({ amount, interval, interval_count }: Priced): number {
  const months = (MONTHS[interval ?? 'month'] ?? 1) * (interval_count ?? 1)
  return amount === null ? 0 : amount / months
}
