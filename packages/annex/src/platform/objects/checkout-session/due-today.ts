/** What a payer is charged at once. A subscription's first invoice also knows its customer's account. */
import type Stripe from 'stripe'
import { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import type { Kept } from './kept.js'
import { subscribe } from './subscribe.js'

/**
 * The total of the session, but for a known customer who subscribes: credit lowers what is due, and
 * what they owe or what waits for an invoice adds to it. Rehearsed, so that it cannot be wrong.
 */
export function dueToday(session: Kept, work: UnitOfWork): number {
  const total = session.amount_total ?? 0
  const isNew = session.customer === null || session.customer_creation !== null
  if (session.mode !== 'subscription' || isNew) return total
  const begun = work.find('invoice', idOrNull(session.invoice) ?? '')
  if (begun?.status === 'open') return begun.amount_due
  try {
    return work.rehearse(work.now, (then) => firstInvoice(session, then).amount_due)
  } catch (error) {
    // What cannot begin any more is told to the payer who tries.
    if (error instanceof Refusal) return total
    throw error
  }
}

function firstInvoice(session: Kept, work: UnitOfWork): Stripe.Invoice {
  const { invoice } = subscribe(session, null, work)
  return work.get('invoice', idOrNull(invoice) ?? '')
}
