/** The customer agrees: a subscription begins, or is planned for a date, or an invoice is drawn up. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { bill } from './bill.js'
import { isRecurring, kept, type Kept, type Quote } from './kept.js'
import { plan } from './plan.js'
import { subscribe } from './subscribe.js'

export function accept(quote: Quote, _params: object, work: UnitOfWork): Quote {
  return work.update('quote', quote.id, {
    ...madeOf(kept(quote), work),
    status: 'accepted',
    status_transitions: { ...quote.status_transitions, accepted_at: work.now },
  })
}

function madeOf(quote: Kept, work: UnitOfWork): Partial<Quote> {
  if (!quote.lines.some((line) => isRecurring(line, work))) return { invoice: bill(quote, work) }
  const { effective_date } = quote.subscription_data
  return effective_date !== null && effective_date > work.now
    ? { subscription_schedule: plan(quote, effective_date, work) }
    : { subscription: subscribe(quote, work) }
}
