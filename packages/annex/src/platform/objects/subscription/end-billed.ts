/** A planned end: what was used until then is billed with a last invoice. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { bill } from './bill.js'
import { cancelNow } from './cancel.js'
import { advances, setAside } from './renew.js'
import { lastUsageEntries } from './usage-lines.js'

export function endBilled(subscription: Stripe.Subscription, work: UnitOfWork): void {
  const entries = lastUsageEntries(subscription, subscription.items.data, work)
  if (entries.length === 0) return void cancelNow(subscription, {}, work)
  const id = work.newId('invoice')
  cancelNow(subscription, {}, work, { latest_invoice: id })
  const [first] = subscription.items.data
  const period = { start: first?.current_period_start ?? work.now, end: work.now }
  const auto_advance = advances(subscription)
  const last = { id, reason: 'subscription_cycle', period, entries, auto_advance } as const
  setAside(bill(subscription, last, work), subscription, work)
}
