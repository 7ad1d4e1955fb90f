/** Takes money a manually captured intent is holding; what isn't taken is released. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAtLeast } from '../amounts.js'
import { checkTerms } from '../application-fee/terms.js'
import { captureHeld, termsAfter } from '../charge/capture.js'
import { metadataFrom } from '../metadata.js'
import { idOrNull } from '../reference.js'
import { captureTooLarge } from './refusals.js'
import { settlementOf } from './pay.js'

export function capture(
  intent: Stripe.PaymentIntent,
  params: Stripe.PaymentIntentCaptureParams,
  work: UnitOfWork,
): Stripe.PaymentIntent {
  checkAtLeast(1, params.amount_to_capture, 'amount_to_capture')
  const amount = params.amount_to_capture ?? intent.amount_capturable
  if (amount > intent.amount_capturable) throw captureTooLarge(amount, intent)
  const charge = work.get('charge', idOrNull(intent.latest_charge) ?? '')
  checkTerms(termsAfter(charge, params, amount), work)
  captureHeld(charge, { amount, settlement: settlementOf(intent), params }, work)
  return work.update('payment_intent', intent.id, {
    amount_capturable: 0,
    amount_received: amount,
    application_fee_amount: params.application_fee_amount ?? intent.application_fee_amount,
    ...(params.metadata && { metadata: metadataFrom({ ...intent.metadata, ...params.metadata }) }),
    status: 'succeeded',
  })
}
