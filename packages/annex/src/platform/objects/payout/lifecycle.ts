/** A payout's statuses: https://docs.stripe.com/api/payouts/object, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { wrongStatus } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Payout>({
  verbs: {
    cancel: { from: ['pending'], to: ['canceled'] },
    reverse: { from: ['paid'] },
    // Ours alone: what the bank does later.
    send: { from: ['pending'], to: ['in_transit'] },
    arrive: { from: ['in_transit'], to: ['paid', 'failed'] },
  },
  refusal: wrongStatus,
  created: 'payout.created',
  entering: {
    in_transit: 'payout.updated',
    paid: 'payout.paid',
    failed: 'payout.failed',
    canceled: 'payout.canceled',
  },
  changing: {
    reconciliation_status: ({ reconciliation_status }) =>
      reconciliation_status === 'completed' ? 'payout.reconciliation_completed' : 'payout.updated',
  },
})
