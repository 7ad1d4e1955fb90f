/** Which charge a refund is for, and whether so much of it can go back. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { noFeeToRefund } from '../application-fee/refusals.js'
import { idOrNull } from '../reference.js'
import { nothingToReverse } from '../transfer/refusals.js'
import {
  alreadyRefunded,
  chargedBack,
  chargeOrIntentRequired,
  failedCharge,
  notTheIntentsCharge,
  nothingCharged,
  refundTooLarge,
  stillHeld,
} from './refusals.js'

type Params = Stripe.RefundCreateParams

/** Refuses what cannot be given back. */
export function checkRefund(params: Params, work: UnitOfWork): void {
  const charge = chargeToRefund(params, work)
  if (charge.status !== 'succeeded') throw failedCharge(charge)
  if (!charge.captured && charge.payment_intent !== null) throw stillHeld(charge)
  if (charge.refunded) throw alreadyRefunded(charge)
  if (isChargedBack(charge, work)) throw chargedBack(charge)
  if (params.reverse_transfer && charge.transfer_data === null) throw nothingToReverse(charge)
  if (params.refund_application_fee && !mayRefundFee(charge, work)) throw noFeeToRefund(charge)
  const left = charge.amount - charge.amount_refunded
  if (params.amount === undefined) return
  if (params.amount < 1) throw integerTooSmall('amount', 1)
  if (params.amount > left) throw refundTooLarge(params.amount, left, charge.currency)
}

/** The charge named, or the latest one of the intent named. */
export function chargeToRefund(params: Params, work: UnitOfWork): Stripe.Charge {
  const { charge: chargeId, payment_intent: intentId } = params
  if (intentId === undefined) {
    if (chargeId === undefined) throw chargeOrIntentRequired()
    return work.get('charge', chargeId, 'charge')
  }
  const intent = work.get('payment_intent', intentId, 'payment_intent')
  const latest = idOrNull(intent.latest_charge)
  if (latest === null) throw nothingCharged(intent)
  if (chargeId !== undefined && chargeId !== latest) throw notTheIntentsCharge(chargeId, intentId)
  return work.get('charge', latest)
}

// A fee is the application's to give back, or the platform's that passed the charge on.
function mayRefundFee(charge: Stripe.Charge, work: UnitOfWork): boolean {
  if (!charge.application_fee_amount) return false
  return charge.transfer_data !== null || work.caller.application === charge.application
}

// An inquiry has moved no money yet, so refunding is even the advised way out of it.
function isChargedBack(charge: Stripe.Charge, work: UnitOfWork): boolean {
  if (!charge.disputed) return false
  const disputes = work.list('dispute', { charge: charge.id })
  return disputes.some((dispute) => !dispute.is_charge_refundable)
}
