/** A refund's statuses: https://docs.stripe.com/refunds, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notWaiting } from './refusals.js'

/** The same news under its older name, which hangs it on the charge. */
const updated = ['refund.updated', 'charge.refund.updated'] as const

export const lifecycle = lifecycleOf<Stripe.Refund>({
  verbs: {
    cancel: { from: ['requires_action'], to: ['canceled'] },
    expire: { from: ['requires_action'], to: ['failed'] },
    // Ours alone: what the network reports later.
    confirmByNetwork: { from: ['pending', 'succeeded'], to: ['succeeded'] },
    failAtNetwork: { from: ['pending', 'succeeded'], to: ['failed'] },
  },
  refusal: (verb, refund) => notWaiting(verb, refund),
  created: 'refund.created',
  entering: { failed: ['refund.failed', ...updated] },
  changed: updated,
})
