/** An invoice in the middle of a period: changes that are billed at once, a last one at the end. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { HOUR_SECONDS } from '../billing/durations.js'
import type { Entry } from '../invoice/entry.js'
import { finalize } from '../invoice/finalize.js'
import { collect, methodFor } from '../invoice/collect.js'
import { noMethod } from '../invoice/refusals.js'
import { bill } from './bill.js'
import { incompleteBecause } from './refusals.js'

type Subscription = Stripe.Subscription
type PaymentBehavior = NonNullable<Stripe.SubscriptionUpdateParams['payment_behavior']>

export interface HowToPay {
  /** The id that the subscription's `latest_invoice` has already. */
  readonly id?: string
  readonly payment_behavior?: PaymentBehavior
  readonly offSession?: boolean
}

/** Bills `entries` and whatever waits; then charges, or leaves an hour before it is sent. */
export function billNow(
  subscription: Subscription,
  entries: readonly Entry[],
  work: UnitOfWork,
  { id = work.newId('invoice'), payment_behavior, offSession = true }: HowToPay = {},
): Stripe.Invoice {
  const period = { start: work.now, end: work.now }
  const reason = 'subscription_update'
  const draft = bill(subscription, { id, reason, period, entries, auto_advance: true }, work)
  if (draft.collection_method === 'send_invoice') {
    work.later(work.now + HOUR_SECONDS, 'finalize_invoice', draft.id)
    return draft
  }
  const open = finalize(draft, work)
  if (open.status !== 'open' || payment_behavior === 'default_incomplete') return open
  if (payment_behavior === 'error_if_incomplete' && methodFor(open, work) === null) throw noMethod()
  const { invoice, refusal } = collect(open, { offSession }, work)
  if (payment_behavior === 'error_if_incomplete' && invoice.status !== 'paid') {
    throw incompleteBecause(refusal)
  }
  return invoice
}
