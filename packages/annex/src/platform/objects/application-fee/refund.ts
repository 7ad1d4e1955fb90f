/** Gives an application fee back to the account it was taken from, in one piece or several. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { metadataFrom } from '../metadata.js'
import { idOf } from '../reference.js'
import { feeRefunded, feeRefundTooLarge } from './refusals.js'

type Fee = Stripe.ApplicationFee
type Params = Stripe.ApplicationFeeCreateRefundParams

/** @param work the platform's, where the fee is */
export function refundFee(fee: Fee, params: Params, work: UnitOfWork): Stripe.FeeRefund {
  const left = fee.amount - fee.amount_refunded
  const { amount = left } = params
  if (left === 0) throw feeRefunded(fee)
  if (amount < 1) throw integerTooSmall('amount', 1)
  if (amount > left) throw feeRefundTooLarge(amount, fee)
  const refund = keep(fee, amount, params, work)
  const amount_refunded = fee.amount_refunded + amount
  work.update('application_fee', fee.id, { amount_refunded, refunded: amount === left })
  return refund
}

/** The part of the fee that belongs to `amount` of its charge: the last part takes what is left. */
export function feeShare(fee: Fee, amount: number, charge: Stripe.Charge): number {
  const left = fee.amount - fee.amount_refunded
  const isLast = charge.amount_refunded + amount === charge.amount
  return isLast ? left : Math.min(left, Math.round((fee.amount * amount) / charge.amount))
}

function keep(fee: Fee, amount: number, params: Params, work: UnitOfWork): Stripe.FeeRefund {
  const id = work.newId('fee_refund')
  const connected = work.on({ account: idOf(fee.account), livemode: work.caller.livemode })
  move(id, fee, amount, connected)
  return work.insert('fee_refund', {
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: move(id, fee, -amount, work),
    created: work.now,
    currency: fee.currency,
    fee: fee.id,
    metadata: metadataFrom(params.metadata),
  })
}

function move(source: string, fee: Fee, amount: number, work: UnitOfWork): string {
  const movement = {
    id: work.newId('balance_transaction'),
    type: 'application_fee_refund',
    reporting_category: 'platform_earning_refund',
    amount,
    currency: fee.currency,
    source,
    atOnce: true,
  } as const
  return record(movement, work).id
}
