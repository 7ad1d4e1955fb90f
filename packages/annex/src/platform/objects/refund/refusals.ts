/** What can be wrong with asking for money back. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function chargeOrIntentRequired(): Refusal {
  return invalidRequest(
    'One of the following params should be provided for this request: payment_intent or charge.',
    { code: 'parameter_missing', param: 'payment_intent' },
  )
}

export function notTheIntentsCharge(charge: string, intent: string): Refusal {
  const message = `The charge ${charge} does not belong to the PaymentIntent ${intent}.`
  return invalidRequest(message, { param: 'charge' })
}

export function nothingCharged(intent: Stripe.PaymentIntent): Refusal {
  const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`
  return invalidRequest(message, { param: 'payment_intent' })
}

export function failedCharge(charge: Stripe.Charge): Refusal {
  const message = `Charge ${charge.id} did not succeed, so there is nothing to refund.`
  return invalidRequest(message, { code: 'charge_not_refundable' })
}

/** An intent's hold is let go by canceling the intent, which then shows it. */
export function stillHeld(charge: Stripe.Charge): Refusal {
  const message = `The charge ${charge.id} has not been captured. Cancel its PaymentIntent to release the money it holds.`
  return invalidRequest(message, { code: 'charge_not_refundable' })
}

export function alreadyRefunded(charge: Stripe.Charge): Refusal {
  const message = `Charge ${charge.id} has already been refunded.`
  return invalidRequest(message, { code: 'charge_already_refunded' })
}

export function refundTooLarge(amount: number, left: number, currency: string): Refusal {
  const message = `Refund amount (${formatMoney(amount, currency)}) is greater than unrefunded amount on charge (${formatMoney(left, currency)})`
  return invalidRequest(message, { param: 'amount' })
}

export function chargedBack(charge: Stripe.Charge): Refusal {
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
  return invalidRequest(message, { code: 'charge_disputed' })
}

/** Canceled or expired can only be what still waits for its receiver. */
export function notWaiting(verb: string, refund: Stripe.Refund): Refusal {
  const done = verb === 'expire' ? 'expired' : 'canceled'
  return invalidRequest(
    `This refund cannot be ${done} because it has a status of ${refund.status}. Only a refund with a status of requires_action may be ${done}.`,
    { code: 'status_transition_invalid' },
  )
}
