/** The life of a meter: counting, or not; as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { wrongStatus } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Billing.Meter>({
  verbs: {
    deactivate: { from: ['active'], to: ['inactive'] },
    reactivate: { from: ['inactive'], to: ['active'] },
  },
  refusal: wrongStatus,
  entering: {
    inactive: 'billing.meter.deactivated',
    active: 'billing.meter.reactivated',
  },
})
