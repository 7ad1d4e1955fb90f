/** The life of an alert: watching, resting, or put away for good; as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { wrongStatus } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Billing.Alert>({
  verbs: {
    activate: { from: ['inactive'], to: ['active'] },
    deactivate: { from: ['active'], to: ['inactive'] },
    archive: { from: ['active', 'inactive'], to: ['archived'] },
  },
  refusal: wrongStatus,
})
