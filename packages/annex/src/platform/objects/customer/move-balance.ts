/** Moves a customer's balance, and keeps the line that tells why. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export interface BalanceMove {
  /** Negative gives the customer credit, positive takes it or leaves a debt. */
  readonly amount: number
  readonly currency: string
  readonly type: Stripe.CustomerBalanceTransaction.Type
  readonly invoice?: string
  readonly credit_note?: string
}

export function moveBalance(
  customerId: string,
  move: BalanceMove,
  work: UnitOfWork,
): Stripe.CustomerBalanceTransaction | undefined {
  if (move.amount === 0) return undefined
  const customer = work.get('customer', customerId)
  const balance = customer.balance + move.amount
  const line = work.insert('customer_balance_transaction', {
    id: work.newId('customer_balance_transaction'),
    object: 'customer_balance_transaction',
    amount: move.amount,
    checkout_session: null,
    created: work.now,
    credit_note: move.credit_note ?? null,
    currency: move.currency,
    customer: customer.id,
    customer_account: null,
    description: null,
    ending_balance: balance,
    invoice: move.invoice ?? null,
    livemode: work.caller.livemode,
    metadata: {},
    type: move.type,
  })
  work.update('customer', customer.id, { balance })
  return line
}
