/** A review has no status but is open or closed: its news, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const lifecycle = lifecycleOf<Stripe.Review>({
  created: 'review.opened',
  changing: { open: 'review.closed' },
  changed: null,
})
