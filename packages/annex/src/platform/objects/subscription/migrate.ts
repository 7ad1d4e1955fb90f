/** From the classic billing mode to the flexible one; there is no way back. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { flexibleAlready, notItemized } from './refusals.js'

export function migrate(
  { id, billing_mode: before }: Stripe.Subscription,
  { billing_mode }: Stripe.SubscriptionMigrateParams,
  work: UnitOfWork,
): Stripe.Subscription {
  if (before.type === 'flexible') throw flexibleAlready()
  if (billing_mode.flexible?.proration_discounts === 'itemized') throw notItemized()
  const flexible = { proration_discounts: 'included' } as const
  return work.update('subscription', id, {
    billing_mode: { flexible, type: 'flexible', updated_at: work.now },
  })
}
