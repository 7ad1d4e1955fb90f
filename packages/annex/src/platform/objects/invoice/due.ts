/** What happens to invoices by themselves: finalization after an hour, tries to collect, due dates. */
import type { DueTask } from '../../engine/behaviour.js'
import { collect } from './collect.js'
import { finalize } from './finalize.js'

/** An hour after a draft that advances by itself: finalized, then charged or sent. */
export const finalizeInvoice: DueTask = (id, work) => {
  const draft = work.find('invoice', id)
  if (draft?.status !== 'draft' || !draft.auto_advance) return
  // Its moment may have been moved, or it may be kept as a draft for now.
  const at = draft.automatically_finalizes_at
  if (at === null || at > work.now) return
  const open = finalize(draft, work)
  if (open.collection_method === 'send_invoice') work.announce('invoice.sent', open)
  else if (open.status === 'open') collect(open, { offSession: true }, work)
}

/** The first try after finalization by hand, and every later one. */
export const collectInvoice: DueTask = (id, work) => {
  const open = work.find('invoice', id)
  if (open?.status !== 'open' || !open.auto_advance) return
  if (open.next_payment_attempt !== null && open.next_payment_attempt > work.now) return
  collect(open, { offSession: true }, work)
}

export const noteOverdue: DueTask = (id, work) => {
  const open = work.find('invoice', id)
  if (open?.status !== 'open' || open.due_date === null || open.due_date > work.now) return
  work.announce('invoice.overdue', open)
}
