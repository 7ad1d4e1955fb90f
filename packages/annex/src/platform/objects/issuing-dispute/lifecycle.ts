/** A cardholder's dispute with a merchant: https://docs.stripe.com/issuing/purchases/disputes, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const lifecycle = lifecycleOf<Stripe.Issuing.Dispute>({
  verbs: {
    submit: { from: ['unsubmitted'], to: ['submitted'] },
    // Ours alone: the network decided; nobody submitted anything.
    decide: { from: ['submitted'], to: ['lost', 'won'] },
    expire: { from: ['unsubmitted'], to: ['expired'] },
  },
  created: 'issuing_dispute.created',
  entering: {
    submitted: 'issuing_dispute.submitted',
    won: ['issuing_dispute.closed', 'issuing_dispute.funds_reinstated'],
    lost: 'issuing_dispute.closed',
    expired: 'issuing_dispute.closed',
  },
  changed: 'issuing_dispute.updated',
})
