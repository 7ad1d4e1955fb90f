/** What happens to schedules by themselves: they start, go from phase to phase, and end. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { begin } from './begin.js'
import { complete } from './end.js'
import { enter } from './enter.js'
import { running } from './given.js'
import { lifecycle } from './lifecycle.js'
import { isAboutToEnd } from './plan-turn.js'

type Schedule = Stripe.SubscriptionSchedule

export const turnSchedule: DueTask = (id, work) => {
  const schedule = work.find('subscription_schedule', id)
  if (!schedule) return
  if (mayRun(lifecycle, 'start', schedule)) start(schedule, work)
  else if (mayRun(lifecycle, 'turn', schedule)) turn(schedule, work)
}

/** The first phase begins, if its time has come. */
export function start(schedule: Schedule, work: UnitOfWork): Schedule {
  const [first] = schedule.phases
  if (!first || first.start_date > work.now) return schedule
  const subscription = work.newId('subscription')
  const changes = { ...running(first), subscription }
  return begin(work.update('subscription_schedule', schedule.id, changes), work)
}

/** The current phase is over, unless its end has been moved: the next one, or the end. */
export function turn(schedule: Schedule, work: UnitOfWork): void {
  const { current_phase, phases } = schedule
  if (!current_phase || current_phase.end_date > work.now) return
  const next = phases.find(({ start_date, end_date }) => {
    return start_date >= current_phase.end_date && end_date > work.now
  })
  if (next) enter(next, schedule, work)
  else complete(schedule, work)
}

/** A week before the last phase ends. */
export const noteExpiring: DueTask = (id, work) => {
  const schedule = work.find('subscription_schedule', id)
  if (schedule?.status !== 'active' || !isAboutToEnd(schedule, work.now)) return
  work.announce('subscription_schedule.expiring', schedule)
}
