/** What falls due for a subscription: its renewal and word of it, its end, the end of a pause. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { nextEnd } from './items.js'

type Subscription = Stripe.Subscription

const USUAL_NOTICE_DAYS = 7
const TRIAL_NOTICE_SECONDS = 3 * DAY_SECONDS

/** Planning again moves what was planned. */
export function planTasks(after: Subscription, work: UnitOfWork): void {
  const { id, cancel_at, pause_collection } = after
  planRenewal(after, work)
  if (cancel_at !== null) work.later(cancel_at, 'cancel_subscription', id)
  if (pause_collection?.resumes_at) {
    work.later(pause_collection.resumes_at, 'resume_collection', id)
  }
}

export function planRenewal(subscription: Subscription, work: UnitOfWork): void {
  const { id, items } = subscription
  work.later(nextEnd(items.data), 'renew_subscription', id)
  const notice = noticeTime(subscription, work)
  if (notice > work.now) work.later(notice, 'invoice_upcoming', id)
}

/** `metadata[annex_upcoming_days]` of the account: how long before a renewal it is told of. */
export function noticeTime({ items }: Subscription, work: UnitOfWork): number {
  const said = work.find('account', work.caller.account)?.metadata?.['annex_upcoming_days']
  const days = Number(said ?? USUAL_NOTICE_DAYS)
  return nextEnd(items.data) - Math.round((days >= 0 ? days : USUAL_NOTICE_DAYS) * DAY_SECONDS)
}

/** Three days before a trial ends; at once when that has passed, or when it is ended now. */
export function planTrialNotice({ id, trial_end }: Subscription, work: UnitOfWork): void {
  if (trial_end === null || trial_end <= work.now) return
  work.later(Math.max(trial_end - TRIAL_NOTICE_SECONDS, work.now + 1), 'trial_will_end', id)
}

export function isTrialNoticeDue({ status, trial_end }: Subscription, now: number): boolean {
  return status === 'trialing' && (trial_end ?? Infinity) - TRIAL_NOTICE_SECONDS <= now
}
