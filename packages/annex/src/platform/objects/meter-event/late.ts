/** Usage of a period that is over, while its invoice is still a draft. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { remeasure } from '../subscription/usage-lines.js'

/**
 * Drafts that bill the time of `usage` are added up again; invoices that are final stay as they are.
 * @param work in the customer's time
 */
export function billLate(
  meter: Stripe.Billing.Meter,
  { customer, at }: { readonly customer: string; readonly at: number },
  work: UnitOfWork,
): void {
  const isLate = work.list('subscription', { customer }).some(({ items, ended_at }) =>
    items.data.some((item) => {
      const isOver = at < (ended_at ?? item.current_period_start)
      return isOver && item.price.recurring?.meter === meter.id
    }),
  )
  if (!isLate) return
  for (const draft of work.list('invoice', { customer, status: 'draft' })) {
    remeasure(draft, work)
  }
}
