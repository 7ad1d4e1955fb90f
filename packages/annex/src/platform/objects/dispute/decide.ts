/** How a dispute ends: given up, lost, or won with the money coming back. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { siblingId } from '../payment-ids.js'
import { idOf } from '../reference.js'
import { ESCALATING, escalate } from './escalate.js'
import { lifecycle } from './lifecycle.js'

type Dispute = Stripe.Dispute

/** The evidence that decides a test dispute: https://docs.stripe.com/testing#disputes. */
export const WINNING = 'winning_evidence'
export const LOSING = 'losing_evidence'

/** `POST /v1/disputes/:dispute/close`: the seller accepts it. */
export function close(dispute: Dispute, _params: unknown, work: UnitOfWork): Dispute {
  return lose(dispute, work)
}

/** Some time after evidence was handed in. Any other evidence than the winning one loses in the end. */
export const decideDispute: DueTask = (id, work) => {
  const dispute = work.find('dispute', id)
  if (!dispute || !mayRun(lifecycle, 'decide', dispute)) return
  const said = dispute.evidence.uncategorized_text
  if (said === ESCALATING && isInquiry(dispute)) escalate(dispute, work)
  else if (said === WINNING) win(dispute, work)
  else lose(dispute, work)
}

/** Nobody answered in time, or an inquiry went no further. */
export const expireDispute: DueTask = (id, work) => {
  const dispute = work.find('dispute', id)
  if (!dispute || !mayRun(lifecycle, 'expire', dispute)) return
  // Escalated meanwhile: then there is more time, and another task for its end.
  const { due_by } = dispute.evidence_details
  if (!isInquiry(dispute) && due_by !== null && due_by > work.now) return
  const evidence_details = { ...dispute.evidence_details, past_due: true }
  work.update('dispute', id, isInquiry(dispute) ? CLOSED : { evidence_details, status: 'lost' })
}

/** Giving the money back is the answer to an inquiry. */
export function closeInquiries(charge: Stripe.Charge, work: UnitOfWork): void {
  if (!charge.refunded || !charge.disputed) return
  for (const dispute of work.list('dispute', { charge: charge.id })) {
    if (isInquiry(dispute) && mayRun(lifecycle, 'decide', dispute)) {
      work.update('dispute', dispute.id, CLOSED)
    }
  }
}

const CLOSED = { status: 'warning_closed' } as const

function lose(dispute: Dispute, work: UnitOfWork): Dispute {
  return work.update('dispute', dispute.id, {
    status: isInquiry(dispute) ? 'warning_closed' : 'lost',
  })
}

function win(dispute: Dispute, work: UnitOfWork): Dispute {
  if (isInquiry(dispute)) {
    return work.update('dispute', dispute.id, CLOSED)
  }
  const balance_transactions = [...dispute.balance_transactions, reinstate(dispute, work)]
  const won = work.update('dispute', dispute.id, { balance_transactions, status: 'won' })
  work.announce('charge.dispute.funds_reinstated', won)
  return won
}

function isInquiry(dispute: Dispute): boolean {
  return dispute.status.startsWith('warning_')
}

function reinstate(dispute: Dispute, work: UnitOfWork): Stripe.BalanceTransaction {
  const movement = {
    id: siblingId('txn', idOf(dispute.charge), work),
    type: 'adjustment',
    reporting_category: 'dispute_reversal',
    amount: dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback reversal for ${idOf(dispute.charge)}`,
    atOnce: true,
  } as const
  return record(movement, work)
}
