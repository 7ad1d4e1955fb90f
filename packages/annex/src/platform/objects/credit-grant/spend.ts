/** Spends a customer's credit on what they used, the grant that should go first at first. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { balanceOf, credit, debit, type SpentOn } from './ledger.js'
import { appliesTo } from './scope.js'

type Grant = Stripe.Billing.CreditGrant

/** A part of a line that credit pays for. */
export interface Spent {
  readonly amount: number
  readonly credit_balance_transaction: string
}

export interface Expense extends SpentOn {
  readonly currency: string
  readonly price: string
  /** After discounts, before taxes. */
  readonly amount: number
}

/** Grants that can be spent now, in the order they are. */
export function spendable(customer: string, work: UnitOfWork): readonly Grant[] {
  return work
    .list('billing.credit_grant', { customer })
    .filter((grant) => isEffective(grant, work.now))
    .toSorted(byTurn)
}

export function isEffective({ effective_at, expires_at, voided_at }: Grant, now: number): boolean {
  const hasEnded = voided_at !== null || (expires_at !== null && expires_at <= now)
  return !hasEnded && (effective_at ?? 0) <= now
}

/** Priority, then whichever would be lost first, then what was a present. */
function byTurn(a: Grant, b: Grant): number {
  return (
    (a.priority ?? 0) - (b.priority ?? 0) ||
    lastsUntil(a) - lastsUntil(b) ||
    Number(a.category !== 'promotional') - Number(b.category !== 'promotional') ||
    (a.effective_at ?? 0) - (b.effective_at ?? 0) ||
    a.created - b.created
  )
}

const NEVER = Number.MAX_SAFE_INTEGER

function lastsUntil({ expires_at }: Grant): number {
  return expires_at ?? NEVER
}

export function spend(expense: Expense, grants: readonly Grant[], work: UnitOfWork): Spent[] {
  const spent: Spent[] = []
  let left = expense.amount
  for (const grant of grants) {
    if (left <= 0) break
    const { currency } = grant.amount.monetary ?? {}
    if (currency !== expense.currency || !appliesTo(grant, expense.price, work)) continue
    const amount = Math.min(left, balanceOf(grant.id, work))
    if (amount <= 0) continue
    const { invoice, invoice_line_item } = expense
    const applied = { invoice, invoice_line_item }
    const { id } = debit(grant, { amount, type: 'credits_applied', applied }, work)
    spent.push({ amount, credit_balance_transaction: id })
    left -= amount
  }
  return spent
}

/** What an invoice that is void had spent comes back; of a grant that ended since, to nobody. */
export function giveBack({ amount, credit_balance_transaction }: Spent, work: UnitOfWork): void {
  const transaction = work.find('billing.credit_balance_transaction', credit_balance_transaction)
  const grant = transaction && work.find('billing.credit_grant', idOf(transaction.credit_grant))
  const applied = transaction?.debit?.credits_applied
  if (!grant || !applied) return
  const { invoice, invoice_line_item } = applied
  const returned = { invoice: idOf(invoice), invoice_line_item }
  const type = 'credits_application_invoice_voided'
  credit(grant, { amount, type, at: work.now, returned }, work)
  if (!isEffective(grant, work.now)) debit(grant, { amount, type: 'credits_expired' }, work)
}
