/** The other end of a reversal: a refund of the payment that the transfer made. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { siblingId } from '../payment-ids.js'
import { idOf } from '../reference.js'

/** @returns the id of the refund on the connected account */
export function giveUp(
  transfer: Stripe.Transfer,
  amount: number,
  reversal: string,
  work: UnitOfWork,
): string {
  const account = idOf(transfer.destination ?? '')
  const there = work.on({ account, livemode: work.caller.livemode })
  const payment = there.get('charge', idOf(transfer.destination_payment ?? ''))
  const id = siblingId('pyr', payment.id, there)
  there.insert('refund', {
    ...refundOf(payment, amount, there),
    id,
    source_transfer_reversal: reversal,
    balance_transaction: leave(id, payment, amount, there),
  })
  const amount_refunded = payment.amount_refunded + amount
  const refunded = amount_refunded === payment.amount
  there.update('charge', payment.id, { amount_refunded, refunded })
  return id
}

function refundOf(payment: Stripe.Charge, amount: number, there: UnitOfWork): Stripe.Refund {
  return {
    id: '',
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: payment.id,
    created: there.now,
    currency: payment.currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}

function leave(id: string, payment: Stripe.Charge, amount: number, there: UnitOfWork): string {
  const movement = {
    id: siblingId('txn', payment.id, there),
    type: 'payment_refund',
    reporting_category: 'refund',
    amount: -amount,
    currency: payment.currency,
    source: id,
    description: 'REFUND FOR PAYMENT',
    atOnce: true,
  } as const
  return record(movement, there).id
}
