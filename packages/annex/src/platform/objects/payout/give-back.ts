/** The money of a payout that doesn't happen is in the balance again. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'

/** @returns the id of the balance transaction that undoes the payout's own */
export function giveBack(
  payout: Stripe.Payout,
  type: 'payout_cancel' | 'payout_failure',
  work: UnitOfWork,
): string {
  const movement = {
    id: work.newId('balance_transaction'),
    type,
    reporting_category: 'payout_reversal',
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    source_type: payout.source_type,
    description: type === 'payout_cancel' ? 'PAYOUT CANCEL' : 'PAYOUT FAILURE',
    atOnce: true,
  } as const
  return record(movement, work).id
}
