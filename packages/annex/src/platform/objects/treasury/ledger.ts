/** Money in financial accounts: transactions, their entries, and the balances these add up to. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAtLeast } from '../amounts.js'
import { currencyNotHeld, insufficientFunds, notOpen } from './refusals.js'

type Account = Stripe.Treasury.FinancialAccount
type Transaction = Stripe.Treasury.Transaction

/** What one entry changes, in the smallest unit. */
export interface Impact {
  readonly cash?: number
  readonly inbound_pending?: number
  readonly outbound_pending?: number
}

/** What moves money: one of the kinds that have transactions. */
export interface Flow {
  readonly id: string
  readonly type: Stripe.Treasury.Transaction.FlowType
  readonly financial_account: string
  readonly amount: number
  readonly currency: string
  readonly description: string
}

type Entry = Stripe.Treasury.TransactionEntry.Type

/** @throws Refusal when it isn't there, or closed */
function openAccount(id: string, work: UnitOfWork): Account {
  const account = work.get('treasury.financial_account', id, 'financial_account')
  if (account.status !== 'open') throw notOpen(account)
  return account
}

/** The open account that a sum is to move in or out of. @throws Refusal when it cannot hold such */
export function accountFor(
  { amount, currency, financial_account }: Pick<Flow, 'amount' | 'currency' | 'financial_account'>,
  work: UnitOfWork,
): Account {
  const account = openAccount(financial_account, work)
  checkAtLeast(1, amount)
  if (!account.supported_currencies.includes(currency)) throw currencyNotHeld(account, currency)
  return account
}

/** @throws Refusal when the account holds less */
export function checkFunds(account: Account, amount: number, currency: string): void {
  if ((account.balance.cash[currency] ?? 0) < amount) throw insufficientFunds(amount, currency)
}

/** Opens a flow's transaction with its first entry; `posted` when there is nothing to wait for. */
export function openTransaction(
  flow: Flow,
  { entry, impact, posted = false }: { entry: Entry; impact: Impact; posted?: boolean },
  work: UnitOfWork,
): Transaction {
  const transaction = work.insert('treasury.transaction', {
    id: work.newId('treasury.transaction'),
    object: 'treasury.transaction',
    amount: flow.amount,
    balance_impact: { cash: 0, inbound_pending: 0, outbound_pending: 0 },
    created: work.now,
    currency: flow.currency,
    description: flow.description,
    financial_account: flow.financial_account,
    flow: flow.id,
    flow_type: flow.type,
    livemode: work.caller.livemode,
    status: posted ? 'posted' : 'open',
    status_transitions: { posted_at: posted ? work.now : null, void_at: null },
  })
  return addEntry(transaction.id, { entry, impact }, work)
}

/** A further entry; `status` when the transaction ends with it. */
export function addEntry(
  id: string,
  {
    entry,
    impact,
    status,
  }: { entry: Entry; impact: Impact; status?: 'posted' | 'void' | undefined },
  work: UnitOfWork,
): Transaction {
  const transaction = work.get('treasury.transaction', id)
  const { currency, financial_account, flow, flow_type } = transaction
  const { cash = 0, inbound_pending = 0, outbound_pending = 0 } = impact
  work.insert('treasury.transaction_entry', {
    id: work.newId('treasury.transaction_entry'),
    object: 'treasury.transaction_entry',
    balance_impact: { cash, inbound_pending, outbound_pending },
    created: work.now,
    currency,
    effective_at: work.now,
    ...{ financial_account, flow, flow_type },
    livemode: work.caller.livemode,
    transaction: id,
    type: entry,
  })
  moveBalance(financial_account, currency, { cash, inbound_pending, outbound_pending }, work)
  const before = transaction.balance_impact
  return work.update('treasury.transaction', id, {
    balance_impact: {
      cash: before.cash + cash,
      inbound_pending: before.inbound_pending + inbound_pending,
      outbound_pending: before.outbound_pending + outbound_pending,
    },
    ...(status && { status, status_transitions: endedAt(status, work.now) }),
  })
}

function endedAt(status: 'posted' | 'void', now: number) {
  return {
    posted_at: status === 'posted' ? now : null,
    void_at: status === 'void' ? now : null,
  }
}

function moveBalance(id: string, currency: string, by: Required<Impact>, work: UnitOfWork): void {
  const { balance } = work.get('treasury.financial_account', id)
  const moved = (sums: Readonly<Record<string, number>>, amount: number) => ({
    ...sums,
    [currency]: (sums[currency] ?? 0) + amount,
  })
  work.update('treasury.financial_account', id, {
    balance: {
      cash: moved(balance.cash, by.cash),
      inbound_pending: moved(balance.inbound_pending, by.inbound_pending),
      outbound_pending: moved(balance.outbound_pending, by.outbound_pending),
    },
  })
}
