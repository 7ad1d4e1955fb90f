/** Metered prices before 2025-03-31.basil said how usage records are added up. */
import type Stripe from 'stripe'
import type { Change } from '../change.js'

const since = '2025-03-31.basil'

export const priceUsage: Change = {
  since,
  about: '`price.recurring.aggregate_usage`, always null: usage records are not kept',
  view: {
    kind: 'price',
    fields: new Map(),
    show: (price: Stripe.Price) => ({
      ...price,
      recurring: price.recurring ? { ...price.recurring, aggregate_usage: null } : null,
    }),
  },
}

export const planUsage: Change = {
  since,
  about: '`plan.aggregate_usage`, always null',
  view: {
    kind: 'plan',
    fields: new Map(),
    show: (plan: Stripe.Plan) => ({ ...plan, aggregate_usage: null }),
  },
}
