/** What the operator's page says of who pays: totals by plan, and what recurs in a month. */
import type { BilledAccountStatus, BilledPlan } from '../billing/billing.js'
import { perMonth } from './money-words.js'

export interface PlanTotal {
  plan: BilledPlan
  accounts: number
  /** Of all its accounts, in the smallest unit. */
  month: number
}

export interface Recurring {
  currency: string
  amount: number
}

/** Trials are no income yet, and what is unpaid won't come by itself. */
const COUNTED: readonly string[] = ['active', 'past_due']

/** The largest first. A price is a plan of its own: old and new ones stand side by side. */
export function totalsOf(accounts: readonly BilledAccountStatus[]): PlanTotal[] {
  const byPrice = new Map<string, PlanTotal>()
  for (const { status, plan } of accounts) {
    if (!plan || !COUNTED.includes(status)) continue
    const known = byPrice.get(plan.price) ?? { plan, accounts: 0, month: 0 }
    known.accounts++
    known.month += perMonth(plan)
    byPrice.set(plan.price, known)
  }
  const rounded = [...byPrice.values()].map((one) => ({ ...one, month: Math.round(one.month) }))
  return rounded.toSorted((a, b) => b.month - a.month)
}

/** Each currency for itself. */
export function recurringOf(totals: readonly PlanTotal[]): Recurring[] {
  const byCurrency = Map.groupBy(totals, ({ plan }) => plan.currency)
  return [...byCurrency].map(([currency, own]) => ({
    ...{ currency, amount: own.reduce((sum, { month }) => sum + month, 0) },
  }))
}
