/** A charge's statuses and what each change of it announces: https://docs.stripe.com/api/charges. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notCapturable } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Charge>({
  verbs: {
    capture: { from: ['succeeded'] },
    // Ours alone: what happens to a charge without anybody asking.
    settle: { from: ['succeeded'] },
    answer: { from: ['pending'], to: ['succeeded', 'failed'] },
    release: { from: ['succeeded'] },
    expire: { from: ['succeeded'] },
  },
  refusal: (_verb, charge) => notCapturable(charge),
  created: ({ status }) =>
    status === 'failed'
      ? 'charge.failed'
      : status === 'pending'
        ? 'charge.pending'
        : 'charge.succeeded',
  entering: { succeeded: 'charge.succeeded', failed: 'charge.failed' },
  changing: {
    captured: 'charge.captured',
    // A refund that failed gives the amount back: news of the charge, but nobody was refunded.
    amount_refunded: (charge, before) =>
      charge.amount_refunded > before.amount_refunded ? 'charge.refunded' : 'charge.updated',
  },
})
