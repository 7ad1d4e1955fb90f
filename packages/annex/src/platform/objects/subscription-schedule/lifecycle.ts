/** The life of a subscription schedule, as one table: https://docs.stripe.com/billing/subscriptions/subscription-schedules. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notInStatus } from './refusals.js'

const living = ['not_started', 'active'] as const

export const lifecycle = lifecycleOf<Stripe.SubscriptionSchedule>({
  verbs: {
    update: { from: living },
    cancel: { from: living, to: ['canceled'] },
    release: { from: living, to: ['released'] },
    // Ours alone: the clock.
    start: { from: ['not_started'], to: ['active'] },
    turn: { from: ['active'], to: ['active', 'completed'] },
  },
  refusal: notInStatus,
  entering: {
    canceled: 'subscription_schedule.canceled',
    completed: 'subscription_schedule.completed',
    released: 'subscription_schedule.released',
  },
})
