/** Withdraws a quote, which also happens by itself when it expires. */
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Quote } from './kept.js'
import { lifecycle } from './lifecycle.js'

export function cancel(quote: Quote, _params: object, work: UnitOfWork): Quote {
  return work.update('quote', quote.id, {
    status: 'canceled',
    status_transitions: { ...quote.status_transitions, canceled_at: work.now },
  })
}

export const expireQuote: DueTask = (id, work) => {
  const quote = work.find('quote', id)
  // Its end may have been moved.
  if (!quote || quote.expires_at > work.now || !mayRun(lifecycle, 'cancel', quote)) return
  cancel(quote, {}, work)
}
