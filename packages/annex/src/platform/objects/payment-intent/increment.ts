/** Holds more than before on the same card: `increment_authorization`, as hotels do. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAmount } from '../amounts.js'
import { holdMore } from '../charge/hold-more.js'
import { metadataFrom } from '../metadata.js'
import { idOrNull } from '../reference.js'
import { mustBeMore, notIncrementable } from './refusals.js'

export function incrementAuthorization(
  intent: Stripe.PaymentIntent,
  params: Stripe.PaymentIntentIncrementAuthorizationParams,
  work: UnitOfWork,
): Stripe.PaymentIntent {
  const { amount, description, metadata, statement_descriptor } = params
  const charge = work.get('charge', idOrNull(intent.latest_charge) ?? '')
  const card = charge.payment_method_details?.card
  if (card?.incremental_authorization?.status !== 'available') throw notIncrementable(intent)
  if (amount <= intent.amount) throw mustBeMore(amount, intent)
  checkAmount(amount, intent.currency)
  holdMore(charge, amount, work)
  return work.update('payment_intent', intent.id, {
    amount,
    amount_capturable: amount,
    ...(description !== undefined && { description }),
    ...(metadata && { metadata: metadataFrom({ ...intent.metadata, ...metadata }) }),
    ...(statement_descriptor !== undefined && { statement_descriptor }),
  })
}
