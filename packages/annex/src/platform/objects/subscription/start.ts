/** When a subscription begins to bill: trial, anchor, and the first period of each item. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { nextStepAfter, type Period } from '../billing/calendar.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { rhythmOf } from './items.js'
import { anchorTooLate, notInTheFuture, notInThePast } from './refusals.js'

type Item = Stripe.SubscriptionItem
type CreateParams = Stripe.SubscriptionCreateParams

export interface Start {
  readonly anchor: number
  /** Null without one. */
  readonly trialEnd: number | null
  /** Earlier than now when backdated. */
  readonly date: number
}

export function startOf(params: CreateParams, items: readonly Item[], work: UnitOfWork): Start {
  const trialEnd = trialEndOf(params, items, work.now)
  const date = params.backdate_start_date ?? work.now
  if (date > work.now) throw notInThePast('backdate_start_date')
  const asked =
    params.billing_cycle_anchor ?? configured(params.billing_cycle_anchor_config, work.now)
  if (asked !== undefined) checkAnchor(asked, trialEnd ?? work.now, items, work.now)
  return { anchor: asked ?? trialEnd ?? work.now, trialEnd, date }
}

function trialEndOf(params: CreateParams, items: readonly Item[], now: number): number | null {
  const { trial_end, trial_period_days, trial_from_plan } = params
  if (trial_end === 'now') return null
  if (typeof trial_end === 'number') {
    if (trial_end <= now) throw notInTheFuture('trial_end')
    return trial_end
  }
  const ofPlan = trial_from_plan ? items[0]?.price.recurring?.trial_period_days : null
  const days = trial_period_days ?? ofPlan ?? 0
  return days > 0 ? now + days * DAY_SECONDS : null
}

function checkAnchor(anchor: number, from: number, items: readonly Item[], now: number): void {
  if (anchor <= now) throw notInTheFuture('billing_cycle_anchor')
  const natural = Math.min(...items.map((item) => nextStepAfter(from, rhythmOf(item), from)))
  if (anchor > natural) throw anchorTooLate()
}

/** The next moment with that day of the month, at that time of day or this one. */
function configured(
  config: CreateParams['billing_cycle_anchor_config'],
  now: number,
): number | undefined {
  if (!config) return undefined
  const today = new Date(now * 1000)
  const { day_of_month, month } = config
  const hour = config.hour ?? today.getUTCHours()
  const minute = config.minute ?? (config.hour === undefined ? today.getUTCMinutes() : 0)
  const second = config.second ?? (config.hour === undefined ? today.getUTCSeconds() : 0)
  for (let ahead = 0; ; ahead++) {
    const first = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1)
    const at = new Date(first)
    if (month !== undefined && at.getUTCMonth() + 1 !== month) continue
    const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
    at.setUTCDate(Math.min(day_of_month, lastDay))
    at.setUTCHours(hour, minute, second)
    if (at.getTime() / 1000 > now) return at.getTime() / 1000
  }
}

/** The trial, or up to the next step of the anchor. */
export function firstPeriod(item: Item, { anchor, trialEnd }: Start, now: number): Period {
  return { start: now, end: trialEnd ?? nextStepAfter(anchor, rhythmOf(item), now) }
}
