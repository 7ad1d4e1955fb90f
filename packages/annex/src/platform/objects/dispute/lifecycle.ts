/** A dispute's statuses: https://docs.stripe.com/disputes/how-disputes-work, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { alreadyClosed } from './refusals.js'

const open = ['needs_response', 'warning_needs_response'] as const
const underReview = ['under_review', 'warning_under_review'] as const

/** An inquiry has taken no money yet, so that closing it loses nothing. */
const lost = {
  needs_response: ['lost'],
  warning_needs_response: ['warning_closed'],
  warning_under_review: ['warning_closed'],
} as const

/** An inquiry the bank takes further becomes a dispute. */
const decided = {
  needs_response: ['won', 'lost'],
  under_review: ['won', 'lost'],
  warning_needs_response: ['warning_closed', 'needs_response'],
  warning_under_review: ['warning_closed', 'needs_response', 'won'],
} as const

export const lifecycle = lifecycleOf<Stripe.Dispute>({
  verbs: {
    close: { from: open, to: lost },
    // Ours alone: evidence handed in is an update, the bank's decision comes from the bank,
    // and time runs out for those who say nothing.
    submit: {
      from: open,
      to: { needs_response: ['under_review'], warning_needs_response: ['warning_under_review'] },
    },
    expire: {
      from: ['needs_response', 'warning_needs_response', 'warning_under_review'],
      to: lost,
    },
    decide: { from: [...open, ...underReview], to: decided },
  },
  refusal: (_verb, dispute) => alreadyClosed(dispute),
  created: 'charge.dispute.created',
  entering: {
    won: 'charge.dispute.closed',
    lost: 'charge.dispute.closed',
    warning_closed: 'charge.dispute.closed',
  },
  changed: 'charge.dispute.updated',
})
