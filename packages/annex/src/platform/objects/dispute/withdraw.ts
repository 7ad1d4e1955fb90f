/** Money leaving the balance because a bank took it back. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DISPUTE_FEE } from '../balance-transaction/fees.js'
import { record } from '../balance-transaction/record.js'
import { siblingId } from '../payment-ids.js'

/** @param id the dispute's */
export function withdraw(
  id: string,
  charge: Stripe.Charge,
  work: UnitOfWork,
): Stripe.BalanceTransaction {
  const movement = {
    id: siblingId('txn', charge.id, work),
    type: 'adjustment',
    reporting_category: 'dispute',
    amount: -disputable(charge),
    currency: charge.currency,
    fee: DISPUTE_FEE,
    source: id,
    description: `Chargeback withdrawal for ${charge.id}`,
    atOnce: true,
  } as const
  return record(movement, work)
}

/** What was refunded, or never taken, is the payer's already; both count as refunded. */
export function disputable(charge: Stripe.Charge): number {
  return charge.amount - charge.amount_refunded
}
