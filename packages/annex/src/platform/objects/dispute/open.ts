/** The payer's bank takes the money back: what the dispute test cards are for. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { TestDispute } from '../card/test-cards.js'
import { settled } from '../charge/settle.js'
import { troubleWith } from '../charge/trouble.js'
import { newDispute } from './new-dispute.js'
import { withdraw } from './withdraw.js'

/** After so long without a chargeback an inquiry is over. */
const INQUIRY_SECONDS = 120 * 86_400

/**
 * As soon as a dispute card has paid: in test mode Stripe waits for nothing, and its command line
 * lists the disputes of a payment right after making it.
 */
export function openDisputes(charge: Stripe.Charge, work: UnitOfWork): void {
  const said = troubleWith(charge).dispute
  if (!said || !charge.captured || charge.refunded || charge.disputed) return
  for (let number = 0; number < (said.count ?? 1); number++) {
    openDispute(settled(charge, work), said, work)
  }
}

/** An inquiry asks first: no money moves until it becomes a chargeback. */
function openDispute(charge: Stripe.Charge, said: TestDispute, work: UnitOfWork): Stripe.Dispute {
  const id = work.newId('dispute')
  const withdrawn = said.inquiry ? [] : [withdraw(id, charge, work)]
  const dispute = work.insert('dispute', newDispute({ id, charge, said, withdrawn }, work))
  work.update('charge', charge.id, { disputed: true })
  if (!said.inquiry) work.announce('charge.dispute.funds_withdrawn', dispute)
  if (said.final) return work.update('dispute', id, { status: 'lost' })
  const until = said.inquiry ? work.now + INQUIRY_SECONDS : dispute.evidence_details.due_by
  work.later(until ?? work.now, 'expire_dispute', id)
  return dispute
}
