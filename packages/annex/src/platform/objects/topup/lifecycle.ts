/** A top-up's statuses: https://docs.stripe.com/api/topups/object, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notCancelable } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Topup>({
  verbs: {
    cancel: { from: ['pending'], to: ['canceled'] },
    // Ours alone: the bank's answer.
    arrive: { from: ['pending'], to: ['succeeded', 'failed'] },
  },
  refusal: (_verb, topup) => notCancelable(topup),
  created: 'topup.created',
  entering: {
    succeeded: 'topup.succeeded',
    failed: 'topup.failed',
    canceled: 'topup.canceled',
  },
  // There is no event for a change of words.
  changed: null,
})
