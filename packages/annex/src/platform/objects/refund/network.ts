/** What the card network reports about a refund later: it arrived, or it could not be paid out. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { siblingId } from '../payment-ids.js'
import { idOrNull } from '../reference.js'
import { destination } from './destination.js'
import { lifecycle } from './lifecycle.js'

/** The refund has its acquirer reference number; a pending one has succeeded by it. */
export const completeRefund: DueTask = (id, work) => {
  const refund = work.find('refund', id)
  if (!refund || !mayRun(lifecycle, 'confirmByNetwork', refund)) return
  work.update('refund', id, {
    destination_details: destination(chargeOf(refund, work), referenceNumber(work)),
    pending_reason: undefined,
    status: 'succeeded',
  })
}

/** The bank sent the money back. */
export const failRefund: DueTask = (id, work) => {
  const refund = work.find('refund', id)
  if (!refund || !mayRun(lifecycle, 'failAtNetwork', refund)) return
  bringBack(refund, { status: 'failed', failure_reason: 'expired_or_canceled_card' }, work)
}

/** The money is ours again, and the charge is not refunded by it. */
export function bringBack(
  refund: Stripe.Refund,
  ended: Required<Pick<Stripe.Refund, 'status' | 'failure_reason'>>,
  work: UnitOfWork,
): Stripe.Refund {
  const failure_balance_transaction = takeIn(refund, work)
  // Undefined fields are left out when the object is written, as Stripe leaves them out.
  const changes = { ...ended, failure_balance_transaction, next_action: undefined }
  const after = work.update('refund', refund.id, changes)
  undoOnCharge(refund, work)
  return after
}

/** Takes a refund off its charge that will not be paid out after all. */
function undoOnCharge(refund: Stripe.Refund, work: UnitOfWork): void {
  const charge = chargeOf(refund, work)
  const amount_refunded = charge.amount_refunded - refund.amount
  work.update('charge', charge.id, { amount_refunded, refunded: false })
}

function chargeOf(refund: Stripe.Refund, work: UnitOfWork): Stripe.Charge {
  return work.get('charge', idOrNull(refund.charge) ?? '')
}

function takeIn(refund: Stripe.Refund, work: UnitOfWork): string {
  const movement = {
    id: siblingId('txn', refund.id, work),
    type: 'refund_failure',
    reporting_category: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: 'REFUND FAILURE',
  } as const
  return record(movement, work).id
}

function referenceNumber(work: UnitOfWork): string {
  return Array.from(work.random.bytes(23), (byte) => byte % 10).join('')
}
