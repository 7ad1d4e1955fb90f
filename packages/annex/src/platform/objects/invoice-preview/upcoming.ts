/** `invoice.upcoming`: word of a renewal, some days before it. */
import type { DueTask } from '../../engine/behaviour.js'
import { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { noticeTime } from '../subscription/plan-tasks.js'
import type Stripe from 'stripe'
import { nextRenewal } from './next-renewal.js'

export const noteUpcoming: DueTask = (id, work) => {
  const subscription = work.find('subscription', id)
  // Rehearsing costs more than all the rest; while history is written nobody listens.
  if (!subscription || work.quiet || subscription.collection_method === 'send_invoice') return
  // The period may have been moved since.
  if (noticeTime(subscription, work) > work.now) return
  const invoice = upcomingOf(subscription, work)
  if (invoice) work.announce('invoice.upcoming', invoice)
}

/** Undefined when there will be none: the subscription is paused, or about to end. */
function upcomingOf(
  subscription: Stripe.Subscription,
  work: UnitOfWork,
): Stripe.Invoice | undefined {
  try {
    return nextRenewal(subscription, work)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
