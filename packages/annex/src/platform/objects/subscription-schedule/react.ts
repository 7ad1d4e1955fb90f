/** What becomes of a schedule when somebody changes or ends its subscription directly. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { complete, endWithout } from './end.js'
import { phaseItemOf } from './from-subscription.js'
import { lifecycle } from './lifecycle.js'

type PhaseItem = Stripe.SubscriptionSchedule.Phase.Item

/** `customer.subscription.deleted`: over as was planned, or before its time. */
export function noteSubscriptionEnd(subscription: string, work: UnitOfWork): void {
  const found = scheduleOf(subscription, work)
  if (!found || !mayRun(lifecycle, 'turn', found.schedule)) return
  const { schedule, reason } = found
  const last = schedule.phases.at(-1)?.end_date ?? Infinity
  if (last <= work.now && schedule.end_behavior === 'cancel') return complete(schedule, work)
  const ended = endWithout(schedule, work)
  if (reason === 'payment_failed') work.announce('subscription_schedule.aborted', ended)
}

/** `customer.subscription.updated`: other items hold for the rest of the running phase, another mode for all. */
export function noteSubscriptionChange(subscription: string, work: UnitOfWork): void {
  const { schedule, items, billing_mode } = scheduleOf(subscription, work) ?? {}
  if (!schedule?.current_phase || !items || !billing_mode || !mayRun(lifecycle, 'turn', schedule))
    return
  const { start_date } = schedule.current_phase
  const sold = (all: readonly PhaseItem[]) =>
    all
      .map(({ price, quantity = '' }) => `${idOf(price)} ${quantity}`)
      .toSorted()
      .join()
  const now = items.map(phaseItemOf)
  const phases = schedule.phases.map((phase) => {
    const isMeant = phase.start_date === start_date && sold(phase.items) !== sold(now)
    return isMeant ? { ...phase, items: now } : phase
  })
  work.update('subscription_schedule', schedule.id, { billing_mode, phases })
}

function scheduleOf(id: string, work: UnitOfWork) {
  const subscription = work.find('subscription', id)
  const led = idOrNull(subscription?.schedule)
  const schedule = led === null ? undefined : work.find('subscription_schedule', led)
  if (!subscription || !schedule) return undefined
  const reason = subscription.cancellation_details?.reason
  return {
    schedule,
    reason,
    items: subscription.items.data,
    billing_mode: subscription.billing_mode,
  }
}
