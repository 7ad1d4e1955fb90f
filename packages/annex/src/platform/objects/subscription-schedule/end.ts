/** Ways a schedule ends: it has run its course, lets go of its subscription, or ends that too. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { cancel as cancelSubscription } from '../subscription/cancel.js'
import { renewSubscription } from '../subscription/due.js'
import { endBilled } from '../subscription/end-billed.js'
import { lifecycle } from '../subscription/lifecycle.js'

type Schedule = Stripe.SubscriptionSchedule

/** After the last phase. What becomes of the subscription is what `end_behavior` says. */
export function complete(schedule: Schedule, work: UnitOfWork): void {
  const cancels = schedule.end_behavior === 'cancel'
  const subscription = livingOf(schedule, work)
  work.update('subscription_schedule', schedule.id, {
    completed_at: work.now,
    current_phase: null,
    status: 'completed',
    ...(!cancels && { released_subscription: idOrNull(schedule.subscription), subscription: null }),
  })
  if (!subscription) return
  if (cancels) return endBilled(subscription, work)
  work.update('subscription', subscription.id, { schedule: null })
  renewSubscription(subscription.id, work)
}

/** The subscription goes on by itself, as it is. */
export function release(
  schedule: Schedule,
  { preserve_cancel_date = false }: Stripe.SubscriptionScheduleReleaseParams,
  work: UnitOfWork,
): Schedule {
  const subscription = livingOf(schedule, work)
  const released = work.update('subscription_schedule', schedule.id, {
    current_phase: null,
    released_at: work.now,
    released_subscription: idOrNull(schedule.subscription),
    status: 'released',
    subscription: null,
  })
  if (subscription) {
    const never = { cancel_at: null, canceled_at: null }
    const keeps = preserve_cancel_date || subscription.cancel_at === null
    work.update('subscription', subscription.id, { schedule: null, ...(!keeps && never) })
  }
  return released
}

/** The subscription ends at once, with credit for the time it leaves unless that isn't wanted. */
export function cancel(
  schedule: Schedule,
  { invoice_now = true, prorate = true }: Stripe.SubscriptionScheduleCancelParams,
  work: UnitOfWork,
): Schedule {
  const subscription = livingOf(schedule, work)
  const canceled = endWithout(schedule, work)
  if (subscription) cancelSubscription(subscription.id, { invoice_now, prorate }, work)
  return canceled
}

/** There is no subscription for it any more, or never will be. */
export function endWithout(schedule: Schedule, work: UnitOfWork): Schedule {
  return work.update('subscription_schedule', schedule.id, {
    canceled_at: work.now,
    current_phase: null,
    status: 'canceled',
  })
}

function livingOf({ subscription }: Schedule, work: UnitOfWork): Stripe.Subscription | undefined {
  const id = idOrNull(subscription)
  const found = id === null ? undefined : work.find('subscription', id)
  return found && mayRun(lifecycle, 'cancel', found) ? found : undefined
}
