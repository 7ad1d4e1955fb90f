/** Keeps a new schedule and sets it going. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { begin } from './begin.js'
import { scheduleGiven } from './given.js'
import { planTurn } from './plan-turn.js'

type Schedule = Stripe.SubscriptionSchedule

export function addSchedule(
  params: Stripe.SubscriptionScheduleCreateParams,
  work: UnitOfWork,
): Schedule {
  return setOut(work.insert('subscription_schedule', scheduleGiven(params, work)), work)
}

export function setOut(schedule: Schedule, work: UnitOfWork): Schedule {
  if (schedule.status === 'active') return begin(schedule, work)
  planTurn(schedule, work)
  return schedule
}
