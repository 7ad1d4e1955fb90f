/** Money that somebody else sends to a financial account, or takes from it: there at once. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { accountFor, openTransaction } from '../treasury/ledger.js'

type Credit = Stripe.Treasury.ReceivedCredit
type Debit = Stripe.Treasury.ReceivedDebit
interface Moved {
  readonly amount: number
  readonly currency: string
  readonly financial_account: string
  readonly description?: string
}

export interface Received
  extends Moved, Pick<Credit, 'initiating_payment_method_details' | 'network'> {
  readonly description: string
  /** The flow it comes from. */
  readonly source: { readonly id: string; readonly type: string }
}

export const receivedCredit: Behaviour<'treasury.received_credit'> = {
  kind: 'treasury.received_credit',
  blanks: { 'initiating_payment_method_details.type': 'us_bank_account', status: 'succeeded' },
  defaults(params: Moved, work) {
    accountFor(params, work)
    const id = work.newId('treasury.received_credit')
    return { id, ...recorded(id, params, work) }
  },
}

/** From another financial account of the house. */
export function receive({ source, ...credit }: Received, work: UnitOfWork): Credit {
  accountFor(credit, work)
  const id = work.newId('treasury.received_credit')
  return work.insert('treasury.received_credit', {
    id,
    object: 'treasury.received_credit',
    ...credit,
    ...recorded(id, credit, work),
    created: work.now,
    failure_code: null,
    hosted_regulatory_receipt_url: null,
    linked_flows: {
      ...{ credit_reversal: null, issuing_authorization: null, issuing_transaction: null },
      ...{ source_flow: source.id, source_flow_type: source.type },
    },
    livemode: work.caller.livemode,
    reversal_details: null,
    status: 'succeeded',
  })
}

function recorded(
  id: string,
  { amount, currency, financial_account, description = 'Credit' }: Moved,
  work: UnitOfWork,
) {
  const flow = { id, type: 'received_credit', financial_account, amount, currency, description }
  const entry = { entry: 'received_credit', impact: { cash: amount }, posted: true }
  return { description, transaction: openTransaction(flow, entry, work).id }
}

/** Refused by the bank, not by us, when the account holds less. */
export const receivedDebit: Behaviour<'treasury.received_debit'> = {
  kind: 'treasury.received_debit',
  blanks: { status: 'succeeded' },
  defaults(params: Moved, work): Partial<Debit> {
    const { amount, currency, financial_account, description = 'Debit' } = params
    const account = accountFor(params, work)
    const id = work.newId('treasury.received_debit')
    if ((account.balance.cash[currency] ?? 0) < amount) {
      return { id, description, failure_code: 'insufficient_funds', status: 'failed' }
    }
    const flow = {
      id,
      type: 'received_debit',
      financial_account,
      amount: -amount,
      currency,
      description,
    }
    const entry = { entry: 'received_debit', impact: { cash: -amount }, posted: true }
    return { id, description, transaction: openTransaction(flow, entry, work).id }
  },
}
