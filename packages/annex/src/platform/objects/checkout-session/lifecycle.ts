/** The life of a session: open until somebody pays, or until its time is over. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notOpen } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Checkout.Session>({
  verbs: {
    expire: { from: ['open'], to: ['expired'] },
    // Ours alone: the payer's page.
    pay: { from: ['open'], to: ['open', 'complete'] },
  },
  refusal: notOpen,
  created: null,
  entering: {
    complete: 'checkout.session.completed',
    expired: 'checkout.session.expired',
  },
  // What a bank says later has two events of its own, which no field of the session tells apart
  // from a seller's capture (`settle.ts`).
  changed: null,
})
