/** Gives money back: writes the movement, and says so on the charge. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { settled } from '../charge/settle.js'
import { returnCash } from '../cash-balance/return.js'
import { siblingId } from '../payment-ids.js'
import { idOrNull } from '../reference.js'
import { ASKS_FOR_SECONDS, asking } from './ask.js'
import { chargeToRefund } from './check.js'
import { takeAlong } from './take-along.js'
import { deliveryFor, destination, type Delivery } from './destination.js'

type Refund = Stripe.Refund

/** When the network has passed the refund on, or reports that it could not. */
const NEXT = {
  at_once: { after: 2, task: 'complete_refund' },
  pending: { after: 30, task: 'complete_refund' },
  failing: { after: 30, task: 'fail_refund' },
  asks: { after: ASKS_FOR_SECONDS, task: 'expire_refund' },
}

export function refunding(params: Stripe.RefundCreateParams, work: UnitOfWork): Partial<Refund> {
  const charge = settled(chargeToRefund(params, work), work)
  const id = siblingId(isCard(charge) ? 're' : 'pyr', charge.id, work)
  const amount = params.amount ?? charge.amount - charge.amount_refunded
  const delivery = deliveryFor(charge)
  return {
    id,
    amount,
    balance_transaction: charge.captured ? takeBack(amount, id, charge, work) : null,
    charge: charge.id,
    currency: charge.currency,
    customer: idOrNull(charge.customer),
    customer_account: null,
    destination_details: destination(charge, null),
    payment_intent: idOrNull(charge.payment_intent),
    payment_method: charge.payment_method,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: takeAlong({ refund: id, charge, amount }, params, work),
    ...statusBy(delivery, params, work),
  }
}

/** After the refund is kept: the charge knows of it, and the network goes to work. */
export function finishRefund(refund: Refund, work: UnitOfWork): Refund {
  const charge = work.get('charge', idOrNull(refund.charge) ?? '')
  const amount_refunded = charge.amount_refunded + refund.amount
  const refunded = amount_refunded === charge.amount
  work.update('charge', charge.id, { amount_refunded, refunded })
  returnCash(refund, charge, work)
  const { after, task } = NEXT[deliveryFor(charge)]
  work.later(work.now + after, task, refund.id)
  return refund
}

function statusBy(
  delivery: Delivery,
  params: Stripe.RefundCreateParams,
  work: UnitOfWork,
): Partial<Refund> {
  if (delivery === 'asks') return asking(params, work)
  if (delivery === 'pending') return { pending_reason: 'processing', status: 'pending' }
  return { status: 'succeeded' }
}

// Processing fees are not given back.
function takeBack(amount: number, id: string, charge: Stripe.Charge, work: UnitOfWork): string {
  const movement = {
    id: siblingId('txn', charge.id, work),
    type: isCard(charge) ? 'refund' : 'payment_refund',
    reporting_category: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: id,
    description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
  } as const
  return record(movement, work).id
}

function isCard(charge: Stripe.Charge): boolean {
  return charge.payment_method_details?.type === 'card'
}
