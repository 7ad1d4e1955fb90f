/** A schedule begins: it makes its subscription, whose first invoice is a draft for an hour. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import { begin as beginSubscription, subscriptionGiven } from '../subscription/create.js'
import { discountsToHave } from './discounts.js'
import { planTurn } from './plan-turn.js'
import { itemTermsOf, onceTermsOf, termsOf } from './terms.js'

type Schedule = Stripe.SubscriptionSchedule
type Phase = Stripe.SubscriptionSchedule.Phase

/** @param schedule running already, with the id of the subscription to make */
export function begin(schedule: Schedule, work: UnitOfWork): Schedule {
  const [phase] = schedule.phases
  if (!phase || schedule.subscription === null) return schedule
  const params = paramsOf(phase, schedule, work)
  const led = {
    id: idOf(schedule.subscription),
    schedule: schedule.id,
    start: startOf(phase, work.now),
  }
  const planned = subscriptionGiven(params, work, led)
  const rates = phase.default_tax_rates ?? []
  beginSubscription(
    work.insert('subscription', { ...planned, default_tax_rates: rates }),
    params,
    work,
  )
  planTurn(schedule, work)
  return schedule
}

function paramsOf(phase: Phase, schedule: Schedule, work: UnitOfWork) {
  const customer = idOf(schedule.customer)
  const redemption = { customer, currency: phase.currency, on: {} }
  const add_invoice_items = onceTermsOf(phase, { customer }, work)
  return {
    ...termsOf(phase, schedule),
    ...(schedule.end_behavior === 'cancel' && { cancel_at: lastEndOf(schedule) }),
    add_invoice_items,
    billing_mode: { type: schedule.billing_mode.type },
    currency: phase.currency,
    customer,
    first_invoice: 'draft',
    discounts: discountsToHave(phase.discounts, [], redemption, work),
    items: itemTermsOf(phase, customer, [], work),
    metadata: phase.metadata ?? {},
  } satisfies Parameters<typeof subscriptionGiven>[0]
}

/** Backdated ones count their periods from the date they were given. */
function startOf({ start_date, trial_end }: Phase, now: number) {
  const trialEnd = trial_end !== null && trial_end > now ? trial_end : null
  return { anchor: trial_end ?? start_date, trialEnd, date: start_date }
}

export function lastEndOf({ phases }: Schedule): number {
  return phases.at(-1)?.end_date ?? 0
}
