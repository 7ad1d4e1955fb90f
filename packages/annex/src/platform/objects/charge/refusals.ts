/** What can be wrong with asking something of a charge. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function alreadyCaptured(charge: Stripe.Charge): Refusal {
  const message = `Charge ${charge.id} has already been captured.`
  return invalidRequest(message, { code: 'charge_already_captured' })
}

/** Failed, pending, or nothing is held any more. */
export function notCapturable(charge: Stripe.Charge): Refusal {
  const message = `Charge ${charge.id} could not be captured because it has a status of ${charge.status}.`
  return invalidRequest(message, { code: 'charge_invalid_parameter' })
}

export function expiredForCapture(charge: Stripe.Charge): Refusal {
  const message = `Charge ${charge.id} cannot be captured because the charge has expired.`
  return invalidRequest(message, { code: 'charge_expired_for_capture' })
}

/** @param held what can still be taken */
export function captureTooLarge(amount: number, held: number, currency: string): Refusal {
  const asked = formatMoney(amount, currency)
  const message = `Amount to capture (${asked}) is greater than the amount that can be captured (${formatMoney(held, currency)}).`
  return invalidRequest(message, { code: 'amount_too_large', param: 'amount' })
}

/** The money of an intent is taken through the intent, which has a status to keep. */
export function captureThroughIntent(charge: Stripe.Charge, intent: string): Refusal {
  return invalidRequest(
    `The charge ${charge.id} belongs to the PaymentIntent ${intent}. Capture the PaymentIntent instead.`,
    { code: 'charge_invalid_parameter' },
  )
}

export function sourceRequired(): Refusal {
  return invalidRequest('Must provide source or customer.', { code: 'parameter_missing' })
}

export function noCardOnFile(customer: string): Refusal {
  const message = `Cannot charge a customer that has no active card: '${customer}'.`
  return invalidRequest(message, { code: 'missing', param: 'card' })
}
