/** Credit that came and went, line by line; what is left of a grant is their sum. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'

type Grant = Stripe.Billing.CreditGrant
type Transaction = Stripe.Billing.CreditBalanceTransaction

/** Which line of which invoice it was spent on. */
export interface SpentOn {
  readonly invoice: string
  readonly invoice_line_item: string
}

interface CreditTerms {
  readonly amount: number
  readonly type: Stripe.Billing.CreditBalanceTransaction.Credit.Type
  /** When it can be spent, Unix seconds. */
  readonly at: number
  readonly returned?: SpentOn
}

interface DebitTerms {
  readonly amount: number
  readonly type: Stripe.Billing.CreditBalanceTransaction.Debit.Type
  readonly applied?: SpentOn
}

export function credit(grant: Grant, terms: CreditTerms, work: UnitOfWork): Transaction {
  const { amount, type, at, returned = null } = terms
  const money = moneyOf(grant, amount)
  return work.insert('billing.credit_balance_transaction', {
    ...blankFor(grant, work),
    credit: { amount: money, credits_application_invoice_voided: returned, type },
    debit: null,
    effective_at: at,
    type: 'credit',
  })
}

export function debit(grant: Grant, terms: DebitTerms, work: UnitOfWork): Transaction {
  const { amount, type, applied = null } = terms
  const money = moneyOf(grant, amount)
  return work.insert('billing.credit_balance_transaction', {
    ...blankFor(grant, work),
    credit: null,
    debit: { amount: money, credits_applied: applied, type },
    effective_at: work.now,
    type: 'debit',
  })
}

function blankFor(grant: Grant, work: UnitOfWork) {
  return {
    id: work.newId('billing.credit_balance_transaction'),
    object: 'billing.credit_balance_transaction' as const,
    created: work.now,
    credit_grant: grant.id,
    livemode: work.caller.livemode,
    test_clock: idOrNull(grant.test_clock),
  }
}

function moneyOf({ amount }: Grant, value: number) {
  const currency = amount.monetary?.currency ?? ''
  return { monetary: { currency, value }, type: 'monetary' as const }
}

/** Newest first. */
export function transactionsOf(grant: string, work: UnitOfWork): Transaction[] {
  return work.list('billing.credit_balance_transaction', { credit_grant: grant })
}

/** What nobody has spent, expired or voided, also of one that isn't effective yet. */
export function balanceOf(grant: string, work: UnitOfWork): number {
  return transactionsOf(grant, work).reduce((sum, { credit: came, debit: went }) => {
    return sum + (came?.amount.monetary?.value ?? 0) - (went?.amount.monetary?.value ?? 0)
  }, 0)
}

export function wasApplied(grant: string, work: UnitOfWork): boolean {
  return transactionsOf(grant, work).some((one) => one.debit?.type === 'credits_applied')
}
