/** What happens to subscriptions by themselves: renewals, ends of trials, planned cancellations. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { voidInvoice } from '../invoice/end.js'
import { lifecycle as invoiceLifecycle } from '../invoice/lifecycle.js'
import { idOf, idOrNull } from '../reference.js'
import { cancelNow } from './cancel.js'
import { endBilled } from './end-billed.js'
import { nextEnd } from './items.js'
import { lifecycle } from './lifecycle.js'
import { dropPending } from './pending-update.js'
import { isTrialNoticeDue } from './plan-tasks.js'
import { renew } from './renew.js'
import { agreedWithoutMethod } from './trial-end.js'

type Subscription = Stripe.Subscription

/** At the end of a period: the next one begins, with an invoice for it. */
export const renewSubscription: DueTask = (id, work) => {
  const subscription = work.find('subscription', id)
  if (!subscription || !mayRun(lifecycle, 'renew', subscription)) return
  // Its period may have been moved since.
  if (nextEnd(subscription.items.data) > work.now) return
  if (changesNow(subscription, work)) return
  if (isOver(subscription, work.now)) endBilled(subscription, work)
  else if (!endsTrialWithoutMethod(subscription, work)) renew(dropPending(id, work), work)
}

/** A phase of its schedule ends with the period: the schedule's own task changes it, then renews. */
function changesNow({ schedule }: Subscription, work: UnitOfWork): boolean {
  const led = schedule === null ? undefined : work.find('subscription_schedule', idOf(schedule))
  return led?.status === 'active' && (led.current_phase?.end_date ?? Infinity) <= work.now
}

function isOver({ cancel_at }: Subscription, now: number): boolean {
  return cancel_at !== null && cancel_at <= now
}

/** A trial that nobody left a card for ends as was agreed. */
function endsTrialWithoutMethod(subscription: Subscription, work: UnitOfWork): boolean {
  const agreed = agreedWithoutMethod(subscription, work)
  if (agreed === 'cancel') cancelNow(subscription, {}, work)
  if (agreed === 'pause') work.update('subscription', subscription.id, { status: 'paused' })
  return agreed !== undefined
}

export const cancelPlanned: DueTask = (id, work) => {
  const subscription = work.find('subscription', id)
  if (!subscription || !mayRun(lifecycle, 'cancel', subscription)) return
  if (isOver(subscription, work.now)) endBilled(subscription, work)
}

/** 23 hours after a first invoice that wasn't paid. */
export const expireSubscription: DueTask = (id, work) => {
  const subscription = work.find('subscription', id)
  if (!subscription || !mayRun(lifecycle, 'expire', subscription)) return
  const invoice = work.find('invoice', idOrNull(subscription.latest_invoice) ?? '')
  // The subscription ends because its invoice does: see `react.ts`.
  if (invoice && mayRun(invoiceLifecycle, 'void', invoice)) voidInvoice(invoice, work)
}

export const noteTrialEnd: DueTask = (id, work) => {
  const subscription = work.find('subscription', id)
  // The trial may have been made longer since.
  if (!subscription || !isTrialNoticeDue(subscription, work.now)) return
  work.announce('customer.subscription.trial_will_end', subscription)
}

export const resumeCollection: DueTask = (id, work) => {
  const resumes = work.find('subscription', id)?.pause_collection?.resumes_at
  if (!resumes || resumes > work.now) return
  work.update('subscription', id, { pause_collection: null })
}
