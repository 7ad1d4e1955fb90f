/** A setup intent made by the house itself: for a checkout that saves a card. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { blank } from '../../engine/shape.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { defaults } from './new-setup-intent.js'

export function createSetupIntent(
  params: Stripe.SetupIntentCreateParams,
  work: UnitOfWork,
): Stripe.SetupIntent {
  const intent = {
    ...blank('setup_intent'),
    ...given('setup_intent', { ...params }),
    object: 'setup_intent',
    created: work.now,
    livemode: work.caller.livemode,
    metadata: metadataFrom(params.metadata),
    ...defaults(params, work),
    // Every field is there: the catalogue's blank has them all.
  } as unknown as Stripe.SetupIntent
  return work.insert('setup_intent', intent)
}
