/** A phase begins: the subscription becomes what the phase says. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { renewSubscription } from '../subscription/due.js'
import { lifecycle } from '../subscription/lifecycle.js'
import { renewAs } from '../subscription/renew.js'
import { changeSubscription, type UpdateParams } from '../subscription/update.js'
import { discountsToHave } from './discounts.js'
import { running } from './given.js'
import { planTurn } from './plan-turn.js'
import { itemTermsOf, onceTermsOf, termsOf } from './terms.js'

type Schedule = Stripe.SubscriptionSchedule
type Subscription = Stripe.Subscription
type Phase = Stripe.SubscriptionSchedule.Phase

export function enter(phase: Phase, before: Schedule, work: UnitOfWork): void {
  const schedule = work.update('subscription_schedule', before.id, running(phase))
  planTurn(schedule, work)
  const subscription = work.find('subscription', idOf(schedule.subscription ?? ''))
  if (!subscription || !mayRun(lifecycle, 'cancel', subscription)) return
  const params = changesFor(phase, schedule, subscription, work)
  if (renewsNow(subscription, params, work.now)) return renewAs(subscription, params, work)
  changeSubscription(subscription, params, work)
  renewSubscription(subscription.id, work)
}

/** All its periods end now, so that the next ones are simply those of the phase. */
function renewsNow(subscription: Subscription, { trial_end }: UpdateParams, now: number): boolean {
  const over = subscription.items.data.every((item) => item.current_period_end <= now)
  return over && trial_end === undefined && mayRun(lifecycle, 'renew', subscription)
}

/** @param proration_behavior where something else is asked for than what the phase says */
export function changesFor(
  phase: Phase,
  schedule: Schedule,
  { id, items, discounts }: Subscription,
  work: UnitOfWork,
  { proration_behavior = phase.proration_behavior }: Pick<UpdateParams, 'proration_behavior'> = {},
): UpdateParams {
  const customer = idOf(schedule.customer)
  const on = { subscription: id }
  const redemption = { customer, currency: phase.currency, on }
  const anchor = phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor
  return {
    ...termsOf(phase, schedule),
    add_invoice_items: onceTermsOf(phase, { customer, subscription: id }, work),
    agreed: true,
    ...(anchor === 'phase_start' && { billing_cycle_anchor: { type: 'now' } }),
    default_tax_rates: (phase.default_tax_rates ?? []).map(idOf),
    discounts: discountsToHave(phase.discounts, discounts.map(idOf), redemption, work),
    items: itemTermsOf(phase, customer, items.data, work),
    metadata: phase.metadata ?? {},
    proration_behavior,
    ...(phase.trial_end !== null && phase.trial_end > work.now && { trial_end: phase.trial_end }),
  }
}
