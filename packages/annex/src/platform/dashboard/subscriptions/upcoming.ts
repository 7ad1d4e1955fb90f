/** The invoice that comes next, as the API would preview it. */
import type Stripe from 'stripe'
import type { DashboardContext, Place } from '../context.js'
import { isLiving } from './status.js'

/** Undefined where none will come: it ends before, or isn't billed any more. */
export function upcomingOf(
  { perform }: DashboardContext,
  place: Place,
  subscription: Stripe.Subscription,
): Stripe.Invoice | undefined {
  if (!isLiving(subscription)) return undefined
  const { status, body } = perform({
    ...{ ...place, method: 'POST', path: '/v1/invoices/create_preview', quiet: true },
    params: { subscription: subscription.id },
  })
  // The engine's own answer to that operation.
  return status === 200 ? (body as Stripe.Invoice) : undefined
}
