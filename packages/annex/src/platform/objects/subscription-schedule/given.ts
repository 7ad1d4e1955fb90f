/** A new schedule: from phases, or around a subscription that is there already. */
import type Stripe from 'stripe'
import { invalidEnum, parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { customerOf } from '../customer/of.js'
import { metadataFrom } from '../metadata.js'
import { idOrNull } from '../reference.js'
import { phasesGiven } from './phases.js'
import { noPauseSchedules, notWithSubscription, overAlready, tooFarAhead } from './refusals.js'
import { defaultSettings } from './settings.js'

type Schedule = Stripe.SubscriptionSchedule
type CreateParams = Stripe.SubscriptionScheduleCreateParams

/** What every new schedule needs to be told. */
export type Beginning = Pick<
  Schedule,
  'customer' | 'default_settings' | 'end_behavior' | 'metadata' | 'phases' | 'test_clock'
> &
  Partial<Schedule>

export function newSchedule(beginning: Beginning, work: UnitOfWork): Schedule {
  return {
    id: work.newId('subscription_schedule'),
    object: 'subscription_schedule',
    application: work.caller.application,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    canceled_at: null,
    completed_at: null,
    created: work.now,
    current_phase: null,
    customer_account: null,
    livemode: work.caller.livemode,
    pause_schedules: [],
    released_at: null,
    released_subscription: null,
    status: 'not_started',
    subscription: null,
    ...beginning,
  }
}

/** One that begins now, or did, names the subscription it is about to make. */
export function scheduleGiven(params: CreateParams, work: UnitOfWork): Schedule {
  checkWords(params)
  const customer = customerOf(params.customer ?? '', work)
  const start = startOf(params, work.now)
  const default_settings = defaultSettings(params.default_settings)
  const place = { start, customer: customer.id, defaults: default_settings }
  const phases = phasesGiven(params.phases ?? [], place, work)
  const [first] = phases
  if (!first) throw parameterMissing('phases')
  if (first.end_date <= work.now) throw overAlready()
  return newSchedule(
    {
      customer: customer.id,
      default_settings,
      end_behavior: params.end_behavior ?? 'release',
      metadata: metadataFrom(params.metadata),
      phases,
      test_clock: idOrNull(customer.test_clock),
      ...modeOf(params),
      ...(start <= work.now && { ...running(first), subscription: work.newId('subscription') }),
    },
    work,
  )
}

/** How a schedule stands in one of its phases. */
export function running({ start_date, end_date }: Stripe.SubscriptionSchedule.Phase) {
  return { status: 'active', current_phase: { start_date, end_date } } satisfies Partial<Schedule>
}

function modeOf({ billing_mode }: CreateParams): Partial<Schedule> {
  if (billing_mode?.type !== 'classic') return {}
  return { billing_mode: { flexible: null, type: 'classic' } }
}

const FURTHEST_SECONDS = 5 * 366 * 86_400

function startOf({ start_date = 'now' }: CreateParams, now: number): number {
  if (start_date === 'now') return now
  if (start_date > now + FURTHEST_SECONDS) throw tooFarAhead('start_date', 5)
  return start_date
}

/** What creation and update alike refuse. */
export function checkWords(params: Stripe.SubscriptionScheduleUpdateParams | CreateParams): void {
  const { end_behavior, pause_schedules } = params
  const ends = ['release', 'cancel']
  if (end_behavior && !ends.includes(end_behavior)) throw invalidEnum('end_behavior', ends)
  if (pause_schedules && pause_schedules.length > 0) throw noPauseSchedules()
}

/** A subscription that is there says all of it. */
export function checkAlone(params: CreateParams): void {
  const other = Object.keys(params).find(
    (name) => name !== 'from_subscription' && name !== 'expand',
  )
  if (other !== undefined) throw notWithSubscription(other)
}
