/** The next renewal of a subscription, rehearsed. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { cancelPlanned, renewSubscription } from '../subscription/due.js'
import { nextEnd } from '../subscription/items.js'
import { lifecycle } from '../subscription/lifecycle.js'
import { nothingUpcoming } from '../subscription/refusals.js'
import { turnSchedule } from '../subscription-schedule/turn.js'
import { shown } from './as-preview.js'

type Invoice = Stripe.Invoice

/** The invoice that the next period begins with, or a last one. */
export function nextRenewal(subscription: Stripe.Subscription, work: UnitOfWork): Invoice {
  const at = nextEnd(subscription.items.data)
  const { cancel_at } = subscription
  if (!mayRun(lifecycle, 'renew', subscription)) throw nothingUpcoming()
  const before = idOrNull(subscription.latest_invoice)
  return work.rehearse(Math.min(at, cancel_at ?? at), (then) => {
    if (cancel_at !== null && cancel_at < at) cancelPlanned(subscription.id, then)
    else renewed(subscription, then)
    // One that ends makes an invoice only for what was used.
    const newest = newestOf(subscription, then)
    if (newest.id === before) throw nothingUpcoming()
    return shown(newest, then)
  })
}

/** A phase of its schedule may begin with the period. */
function renewed({ id, schedule }: Stripe.Subscription, work: UnitOfWork): void {
  if (schedule !== null) turnSchedule(idOf(schedule), work)
  renewSubscription(id, work)
}

/** @param before the subscription as it was: where it names another invoice now, that is the newest */
export function newestOf(before: Stripe.Subscription, work: UnitOfWork): Invoice {
  const { id, customer, latest_invoice } = before
  const mine = (invoice: Invoice) =>
    idOrNull(invoice.parent?.subscription_details?.subscription) === id
  const latest = work.find('invoice', idOrNull(work.find('subscription', id)?.latest_invoice) ?? '')
  if (latest && latest.id !== idOrNull(latest_invoice)) return latest
  const invoice = work.list('invoice', { customer: idOf(customer) }).find(mine)
  if (!invoice) throw nothingUpcoming()
  return invoice
}
