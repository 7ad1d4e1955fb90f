/** The life of a subscription: https://docs.stripe.com/billing/subscriptions/overview, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notInStatus } from './refusals.js'

/** Statuses in which it goes on billing, or may again. */
const living = ['trialing', 'active', 'past_due', 'unpaid', 'paused', 'incomplete'] as const

export const lifecycle = lifecycleOf<Stripe.Subscription>({
  verbs: {
    cancel: { from: living, to: ['canceled'] },
    pause: { from: ['active', 'trialing', 'past_due'], to: ['paused'] },
    migrate: { from: living },
    resume: { from: ['paused'], to: ['active'] },
    // Ours alone: the clock.
    renew: { from: ['trialing', 'active', 'past_due', 'unpaid'], to: ['active', 'paused'] },
    expire: { from: ['incomplete'], to: ['incomplete_expired'] },
    // Ours alone: what becomes of its invoices.
    recover: { from: ['incomplete', 'past_due', 'unpaid'], to: ['active', 'trialing'] },
    fall_due: { from: ['active', 'trialing'], to: ['past_due'] },
    give_up: { from: ['past_due'], to: ['unpaid', 'canceled'] },
  },
  refusal: notInStatus,
  created: 'customer.subscription.created',
  entering: {
    canceled: 'customer.subscription.deleted',
    paused: 'customer.subscription.paused',
  },
  changing: {
    // Only what was applied brought other items along.
    pending_update: (after, before) => {
      if (after.pending_update !== null) return 'customer.subscription.updated'
      const fate = after.items === before.items ? 'expired' : 'applied'
      return ['customer.subscription.updated', `customer.subscription.pending_update_${fate}`]
    },
    status: (_after, before) =>
      before.status === 'paused'
        ? ['customer.subscription.resumed', 'customer.subscription.updated']
        : 'customer.subscription.updated',
  },
  changed: 'customer.subscription.updated',
})
