/** A payment intent made by the house itself: for an invoice, for a checkout. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { blank } from '../../engine/shape.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { defaults } from './new-payment-intent.js'

/** @param more fields that no parameter sets */
export function createIntent(
  params: Stripe.PaymentIntentCreateParams,
  more: Partial<Stripe.PaymentIntent>,
  work: UnitOfWork,
): Stripe.PaymentIntent {
  const intent = {
    ...blank('payment_intent'),
    ...given('payment_intent', { ...params }),
    object: 'payment_intent',
    created: work.now,
    livemode: work.caller.livemode,
    metadata: metadataFrom(params.metadata),
    ...defaults(params, work),
    ...more,
    // Every field is there: the catalogue's blank has them all.
  } as unknown as Stripe.PaymentIntent
  return work.insert('payment_intent', intent)
}
