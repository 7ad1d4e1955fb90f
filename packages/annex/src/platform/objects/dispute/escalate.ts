/** An inquiry becomes a chargeback: now the money goes, and the seller is asked again. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { endOfResponse } from './new-dispute.js'
import { withdraw } from './withdraw.js'

/** The evidence that does it in test mode. */
export const ESCALATING = 'escalate_inquiry_evidence'

export function escalate(inquiry: Stripe.Dispute, work: UnitOfWork): Stripe.Dispute {
  const charge = work.get('charge', idOf(inquiry.charge))
  const { evidence_details: details, payment_method_details: made } = inquiry
  const due_by = endOfResponse(work.now)
  const dispute = work.update('dispute', inquiry.id, {
    balance_transactions: [withdraw(inquiry.id, charge, work)],
    evidence_details: { ...details, due_by },
    is_charge_refundable: false,
    ...(made?.card && {
      payment_method_details: { ...made, card: { ...made.card, case_type: 'chargeback' } },
    }),
    status: 'needs_response',
  })
  work.announce('charge.dispute.funds_withdrawn', dispute)
  work.later(due_by, 'expire_dispute', dispute.id)
  return dispute
}
