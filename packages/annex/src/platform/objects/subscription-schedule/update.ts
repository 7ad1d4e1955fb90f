/** Changes a schedule: the phases that run or are to come, and what holds for all of them. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { changeSubscription } from '../subscription/update.js'
import { lastEndOf } from './begin.js'
import { changesFor } from './enter.js'
import { checkWords, running } from './given.js'
import { lifecycle } from './lifecycle.js'
import { phasesGiven } from './phases.js'
import { planTurn } from './plan-turn.js'
import { currentStays, endsInThePast, notInStatus, startPassed } from './refusals.js'
import { defaultSettings } from './settings.js'
import { start, turn } from './turn.js'

type Schedule = Stripe.SubscriptionSchedule
type UpdateParams = Stripe.SubscriptionScheduleUpdateParams

export function changeSchedule(before: Schedule, params: UpdateParams, work: UnitOfWork): Schedule {
  if (!mayRun(lifecycle, 'update', before)) throw notInStatus('update', before)
  checkWords(params)
  const default_settings = defaultSettings(params.default_settings, before.default_settings)
  const phases = phasesAfter({ ...before, default_settings }, params, work)
  const current = phases.find((phase) => phase.start_date === before.current_phase?.start_date)
  if (params.phases && current && current.end_date < work.now) throw endsInThePast()
  const after = work.update('subscription_schedule', before.id, {
    default_settings,
    ...(params.end_behavior && { end_behavior: params.end_behavior }),
    metadata: metadataAfter(before.metadata, params.metadata),
    phases,
    ...(current && running(current)),
  })
  planTurn(after, work)
  follow(after, params, work)
  return work.get('subscription_schedule', before.id)
}

/** Phases that are over stay as they were, named again or not. */
function phasesAfter(before: Schedule, { phases: given }: UpdateParams, work: UnitOfWork) {
  if (given === undefined) return before.phases
  const [first] = given
  if (!first) throw parameterMissing('phases')
  const from = before.current_phase?.start_date
  const past = before.phases.filter(({ start_date }) => from !== undefined && start_date < from)
  const isPast = ({ start_date }: Stripe.SubscriptionScheduleUpdateParams.Phase) =>
    past.some((phase) => phase.start_date === start_date)
  const coming = given.slice(given.findLastIndex(isPast) + 1)
  const [next] = coming
  if (!next) throw currentStays()
  const place = {
    start: startOf(next, before, work.now),
    customer: idOf(before.customer),
    ...(from !== undefined && { currency: before.phases[0]?.currency }),
    ...anchorOf(before, work),
    defaults: before.default_settings,
  }
  return [...past, ...phasesGiven(coming, place, work)]
}

function anchorOf({ subscription }: Schedule, work: UnitOfWork): { anchor?: number } {
  const found = subscription === null ? undefined : work.find('subscription', idOf(subscription))
  return found ? { anchor: found.billing_cycle_anchor } : {}
}

function startOf(
  { start_date }: Stripe.SubscriptionScheduleUpdateParams.Phase,
  before: Schedule,
  now: number,
): number {
  const current = before.current_phase?.start_date
  const at = start_date === 'now' ? now : start_date
  if (current !== undefined) {
    if (at === undefined) throw parameterMissing('phases[0][start_date]')
    if (at !== current) throw currentStays()
    return current
  }
  if (at === undefined) return before.phases[0]?.start_date ?? now
  if (at < now) throw startPassed()
  return at
}

/** The subscription follows at once: a phase may have begun, ended or become another. */
function follow(after: Schedule, params: UpdateParams, work: UnitOfWork): void {
  if (mayRun(lifecycle, 'start', after)) return void start(after, work)
  if (after.current_phase && after.current_phase.end_date <= work.now) return turn(after, work)
  const current = after.phases.find((one) => one.start_date === after.current_phase?.start_date)
  const subscription = work.find('subscription', idOf(after.subscription ?? ''))
  if (!current || !subscription) return
  const {
    add_invoice_items: _,
    metadata,
    ...changes
  } = changesFor(current, after, subscription, work, {
    proration_behavior: params.proration_behavior ?? 'create_prorations',
  })
  if (params.phases || params.default_settings) {
    changeSubscription(subscription, { ...changes, ...(metadata && { metadata }) }, work)
  }
  endWith(after, work)
}

/** What its schedule is to cancel knows so. */
function endWith(schedule: Schedule, work: UnitOfWork): void {
  const subscription = work.find('subscription', idOf(schedule.subscription ?? ''))
  if (!subscription) return
  const cancels = schedule.end_behavior === 'cancel'
  const cancel_at = cancels ? lastEndOf(schedule) : null
  if (subscription.cancel_at === cancel_at) return
  const canceled_at = cancels ? (subscription.canceled_at ?? work.now) : null
  work.update('subscription', subscription.id, {
    cancel_at,
    cancel_at_period_end: false,
    canceled_at,
  })
  if (cancel_at !== null) work.later(cancel_at, 'cancel_subscription', subscription.id)
}
