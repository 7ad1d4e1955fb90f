/** The fee that a platform kept when it passed a charge on, given back with the reversal. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { refundFee } from '../application-fee/refund.js'
import { idOrNull } from '../reference.js'
import { noFeeWithTransfer } from './refusals.js'

/** As much of the fee as `amount` is of the transfer, or what is left of it. */
export function giveFeeBack(transfer: Stripe.Transfer, amount: number, work: UnitOfWork): void {
  const id = feeOf(transfer, work)
  if (id === null) throw noFeeWithTransfer(transfer)
  const fee = work.get('application_fee', id)
  const left = fee.amount - fee.amount_refunded
  const part = Math.min(left, Math.round((fee.amount * amount) / transfer.amount))
  if (part > 0) refundFee(fee, { amount: part }, work)
}

function feeOf(transfer: Stripe.Transfer, work: UnitOfWork): string | null {
  const source = idOrNull(transfer.source_transaction)
  if (source === null) return null
  const charge = work.get('charge', source)
  // A transfer made by hand passes on a part of a charge; no fee was taken from that part.
  return idOrNull(charge.transfer) === transfer.id ? idOrNull(charge.application_fee) : null
}
