/** The life of an authorization: https://docs.stripe.com/issuing/purchases/authorizations, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const lifecycle = lifecycleOf<Stripe.Issuing.Authorization>({
  verbs: {
    approve: { from: ['pending'] },
    decline: { from: ['pending'], to: ['closed'] },
    // What merchants and networks do: requests of a test, here.
    capture: { from: ['pending'], to: ['closed'] },
    expire: { from: ['pending'], to: ['expired'] },
    finalize_amount: { from: ['pending'] },
    increment: { from: ['pending'] },
    reverse: { from: ['pending'], to: ['reversed'] },
    // Ours alone: nobody decided in time.
    time_out: { from: ['pending'], to: ['closed'] },
  },
  // Whoever wants to decide about it is asked first; of what the card itself declines nobody is.
  created: ({ status }) =>
    status === 'pending'
      ? ['issuing_authorization.request', 'issuing_authorization.created']
      : 'issuing_authorization.created',
  changed: 'issuing_authorization.updated',
})
