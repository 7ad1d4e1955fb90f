/**
 * When a failed payment is tried again: a stand-in for Smart Retries. An account's
 * `metadata[annex_retry_days]=3,5,7` says how many days after each failure.
 */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { idOrNull } from '../reference.js'

const USUAL_DAYS = [3, 5, 7]

/** Days between one try and the next. */
function retryDays(work: UnitOfWork): readonly number[] {
  const said = work.find('account', work.caller.account)?.metadata?.['annex_retry_days']
  if (said === undefined) return USUAL_DAYS
  const days = said.split(',').filter((part) => part.trim() !== '')
  return days.map(Number).filter((day) => day > 0)
}

/** A first invoice that isn't paid ends its subscription instead, unless a schedule made it. */
export function isWaitedFor({ billing_reason, parent }: Stripe.Invoice, work: UnitOfWork): boolean {
  const id = idOrNull(parent?.subscription_details?.subscription)
  const subscription = id === null ? undefined : work.find('subscription', id)
  return billing_reason === 'subscription_create' && subscription?.status === 'incomplete'
}

/** Null when no further try is planned. @param invoice with the failed try counted */
export function nextAttempt(invoice: Stripe.Invoice, work: UnitOfWork): number | null {
  const { attempt_count, auto_advance, collection_method } = invoice
  const automatic = auto_advance && collection_method === 'charge_automatically'
  if (!automatic || isWaitedFor(invoice, work)) return null
  const days = retryDays(work)[attempt_count - 1]
  return days === undefined ? null : work.now + Math.round(days * DAY_SECONDS)
}
