/** Subscription schedules: what a subscription is to be, phase after phase. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { setOut } from './add.js'
import { cancel, release } from './end.js'
import { scheduleAround } from './from-subscription.js'
import { checkAlone, scheduleGiven } from './given.js'
import { lifecycle } from './lifecycle.js'
import { planTurn } from './plan-turn.js'
import { changeSchedule } from './update.js'

type Schedule = Stripe.SubscriptionSchedule
type CreateParams = Stripe.SubscriptionScheduleCreateParams

export const subscriptionSchedule: Behaviour<'subscription_schedule'> = {
  kind: 'subscription_schedule',
  lifecycle,
  check(params: CreateParams, _work, before) {
    if (before) return
    if (params.from_subscription !== undefined) return checkAlone(params)
    if (params.customer === undefined) throw parameterMissing('customer')
  },
  defaults: (params: CreateParams, work) =>
    params.from_subscription === undefined
      ? scheduleGiven(params, work)
      : scheduleAround(params.from_subscription, work),
  afterCreate: (schedule, params: CreateParams, work) =>
    params.from_subscription === undefined ? setOut(schedule, work) : takeOver(schedule, work),
  verbs: { cancel, release },
  filters: {
    scheduled: (value) =>
      typeof value === 'boolean'
        ? [{ field: 'status', operator: value ? 'in' : 'not in', value: ['not_started'] }]
        : [],
  },
  operations: {
    'POST /v1/subscription_schedules/{schedule}': (
      { schedule = '' },
      params: Stripe.SubscriptionScheduleUpdateParams,
      work,
    ) => changeSchedule(work.get('subscription_schedule', schedule), params, work),
  },
}

/** The subscription is led by the schedule from now on. */
function takeOver(schedule: Schedule, work: UnitOfWork): Schedule {
  work.update('subscription', idOf(schedule.subscription ?? ''), { schedule: schedule.id })
  planTurn(schedule, work)
  return schedule
}
