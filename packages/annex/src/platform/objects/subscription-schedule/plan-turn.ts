/** What falls due next for a schedule: its start, the end of a phase, word that it is about to end. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'

const NOTICE_SECONDS = 7 * DAY_SECONDS

export function planTurn(schedule: Stripe.SubscriptionSchedule, work: UnitOfWork): void {
  const { id, phases, current_phase } = schedule
  const at = current_phase?.end_date ?? phases[0]?.start_date
  // Never in the past: what falls due happens at its own time.
  if (at !== undefined) work.later(Math.max(at, work.now), 'turn_subscription_schedule', id)
  const notice = (phases.at(-1)?.end_date ?? 0) - NOTICE_SECONDS
  if (notice > work.now) work.later(notice, 'schedule_expiring', id)
}

/** Whether it is at most a week until the schedule is over. */
export function isAboutToEnd({ phases }: Stripe.SubscriptionSchedule, now: number): boolean {
  return (phases.at(-1)?.end_date ?? 0) - NOTICE_SECONDS <= now
}
