/** The answer of the bank whose account a pending charge debits. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DEBIT_FAILURES, type DebitFailure } from '../debit/failures.js'
import { receiptAddress } from './receipt-address.js'
import { followUp } from './take.js'
import { settle } from './settle.js'

/** @param failure undefined when the bank pays */
export function finishDebit(
  id: string,
  failure: DebitFailure | undefined,
  work: UnitOfWork,
): Stripe.Charge {
  const charge = work.get('charge', id)
  if (failure) return failDebit(charge, { code: failure, message: DEBIT_FAILURES[failure] }, work)
  const paid = work.update('charge', id, {
    ...settle(charge, work),
    outcome: charge.outcome && { ...charge.outcome, network_status: 'approved_by_network' },
    paid: true,
    receipt_url: receiptAddress(id, work),
    status: 'succeeded',
  })
  followUp(paid, work)
  return paid
}

/** Nothing was ever taken: the amounts go back to what they are on a failed card charge. */
export function failDebit(
  charge: Stripe.Charge,
  { code, message }: { code: string | null; message: string },
  work: UnitOfWork,
): Stripe.Charge {
  return work.update('charge', charge.id, {
    amount_captured: 0,
    captured: false,
    failure_code: code,
    failure_message: message,
    paid: false,
    status: 'failed',
  })
}
