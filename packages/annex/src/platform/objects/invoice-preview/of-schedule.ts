/** The next invoice of a schedule: as it is, with other phases, or before anybody has made it. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { nothingUpcoming } from '../subscription/refusals.js'
import { addSchedule } from '../subscription-schedule/add.js'
import { turnSchedule } from '../subscription-schedule/turn.js'
import { changeSchedule } from '../subscription-schedule/update.js'
import { shown } from './as-preview.js'
import { newestOf, nextRenewal } from './next-renewal.js'

type Invoice = Stripe.Invoice
type Schedule = Stripe.SubscriptionSchedule
type Params = Stripe.InvoiceCreatePreviewParams

export function ofSchedule(params: Params, work: UnitOfWork): Invoice {
  const { schedule: id, schedule_details: details } = params
  if (id === undefined) return ofNew(params, work)
  const before = work.get('subscription_schedule', id, 'schedule')
  const latest = latestOf(before, work)
  const after = details ? changeSchedule(before, changesFrom(details), work) : before
  if (after.status === 'not_started') return fromStart(after, work)
  const subscription = subscriptionOf(after, work)
  const newest = latestOf(after, work)
  // What the change bills at once.
  if (newest !== latest) return shown(work.get('invoice', newest ?? ''), work)
  return nextRenewal(subscription, work)
}

type Details = NonNullable<Params['schedule_details']>

function changesFrom(details: Details) {
  const { billing_mode: _, pause_schedules, ...changes } = details
  return { ...changes, ...(pause_schedules && { pause_schedules }) }
}

function ofNew({ customer, schedule_details: details = {} }: Params, work: UnitOfWork): Invoice {
  if (customer === undefined) throw parameterMissing('customer')
  const { end_behavior, phases = [] } = details
  const [first] = phases
  const start = first?.start_date ?? 'now'
  const schedule = addSchedule(
    {
      customer,
      ...(end_behavior && { end_behavior }),
      phases: phases.map((phase) => datedOnly(phase, work.now)),
      start_date: start,
    },
    work,
  )
  if (schedule.status === 'not_started') return fromStart(schedule, work)
  return shown(newestOf(subscriptionOf(schedule, work), work), work)
}

type PhaseParams = Stripe.InvoiceCreatePreviewParams.ScheduleDetails.Phase

/** Creation knows no `now` for the ends that an update may give, nor other starts than its own. */
function datedOnly(given: PhaseParams, now: number) {
  const { start_date: _, end_date, trial_end, ...phase } = given
  return {
    ...phase,
    ...(end_date !== undefined && { end_date: end_date === 'now' ? now : end_date }),
    ...(trial_end !== undefined && { trial_end: trial_end === 'now' ? now : trial_end }),
  }
}

function fromStart({ id, phases }: Schedule, work: UnitOfWork): Invoice {
  const [first] = phases
  if (!first) throw nothingUpcoming()
  return work.rehearse(first.start_date, (then) => {
    turnSchedule(id, then)
    const started = then.get('subscription_schedule', id)
    return shown(newestOf(subscriptionOf(started, then), then), then)
  })
}

function subscriptionOf({ subscription }: Schedule, work: UnitOfWork): Stripe.Subscription {
  const found = subscription === null ? undefined : work.find('subscription', idOf(subscription))
  if (!found) throw nothingUpcoming()
  return found
}

function latestOf(schedule: Schedule, work: UnitOfWork): string | null {
  const id = idOrNull(schedule.subscription)
  return id === null ? null : idOrNull(work.find('subscription', id)?.latest_invoice)
}
