/** What a customer's cash balance holds, derived from the last movement in each currency. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

/** By currency, in its smallest unit; null before anything ever came in, as Stripe has it. */
export function availableTo(customer: string, work: UnitOfWork): Stripe.CashBalance['available'] {
  const balances: Record<string, number> = {}
  for (const moved of work.list('customer_cash_balance_transaction', { customer })) {
    balances[moved.currency] ??= moved.ending_balance
  }
  return Object.keys(balances).length === 0 ? null : balances
}

export function availableIn(currency: string, customer: string, work: UnitOfWork): number {
  return availableTo(customer, work)?.[currency] ?? 0
}

/** `automatic` unless the customer's balance is to be used by hand. */
export function isReconciled(customer: string, work: UnitOfWork): boolean {
  const settings = work.find('cash_balance', customer)?.settings
  return settings?.reconciliation_mode !== 'manual'
}
