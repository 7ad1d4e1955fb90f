/** Takes money that a charge is holding. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAtLeast } from '../amounts.js'
import { checkTerms } from '../application-fee/terms.js'
import { idOrNull } from '../reference.js'
import {
  alreadyCaptured,
  captureThroughIntent,
  captureTooLarge,
  expiredForCapture,
  notCapturable,
} from './refusals.js'
import { settle, settleSoon, type Settlement } from './settle.js'

/** `POST /v1/charges/:charge/capture`, for charges made without an intent. */
export function capture(
  charge: Stripe.Charge,
  params: Stripe.ChargeCaptureParams,
  work: UnitOfWork,
): Stripe.Charge {
  const intent = idOrNull(charge.payment_intent)
  if (intent !== null) throw captureThroughIntent(charge, intent)
  if (charge.captured) throw alreadyCaptured(charge)
  if (hasExpired(charge, work.now)) throw expiredForCapture(charge)
  if (charge.refunded) throw notCapturable(charge)
  checkAtLeast(1, params.amount)
  const amount = params.amount ?? charge.amount
  if (amount > charge.amount) throw captureTooLarge(amount, charge.amount, charge.currency)
  checkTerms(termsAfter(charge, params, amount), work)
  return captureHeld(charge, { amount, settlement: 'at_once', params }, work)
}

/** What a capture may still say about how the money is shared. */
export interface CaptureTerms {
  readonly application_fee_amount?: number
  readonly transfer_data?: { readonly amount?: number }
}

export interface Captured {
  readonly amount: number
  readonly settlement: Settlement
  readonly params: CaptureTerms
}

/** What isn't taken goes back to the payer, and counts as refunded. */
export function captureHeld(
  charge: Stripe.Charge,
  { amount, settlement, params }: Captured,
  work: UnitOfWork,
): Stripe.Charge {
  const { application_fee_amount, transfer_data } = termsAfter(charge, params, amount)
  const taken = {
    application_fee_amount,
    transfer_data,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    captured: true,
  }
  if (settlement === 'at_once') {
    const changes = settle({ ...charge, ...taken }, work)
    return work.update('charge', charge.id, { ...taken, ...changes })
  }
  settleSoon(charge, work)
  return work.update('charge', charge.id, taken)
}

/** The terms as the capture leaves them, with the amount they have to fit into. */
export function termsAfter(charge: Stripe.Charge, params: CaptureTerms, amount: number) {
  const { transfer_data: before } = charge
  const share = params.transfer_data?.amount
  return {
    amount,
    application_fee_amount: params.application_fee_amount ?? charge.application_fee_amount,
    transfer_data: before && share !== undefined ? { ...before, amount: share } : before,
  }
}

function hasExpired(charge: Stripe.Charge, now: number): boolean {
  const before = charge.payment_method_details?.card?.capture_before
  return before !== undefined && before <= now
}
