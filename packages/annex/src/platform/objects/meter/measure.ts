/** How much a customer used, as their meter adds it up. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Period } from '../billing/calendar.js'

type Meter = Pick<Stripe.Billing.Meter, 'default_aggregation' | 'event_name'>

/** From the period's start up to, but without, its end. May be negative: usage can be taken back. */
export function usageIn(
  { default_aggregation, event_name }: Meter,
  customer: string,
  { start, end }: Period,
  work: UnitOfWork,
): number {
  const measured = work.usage.measure({ name: event_name, customer, start, end })
  return aggregated(default_aggregation, measured)
}

export function aggregated(
  { formula }: Meter['default_aggregation'],
  { count, sum, last }: { count: number; sum: number; last: number },
): number {
  if (formula === 'count') return count
  return formula === 'last' ? last : tidy(sum)
}

/** Values have at most twelve digits after the point; what a sum has beyond is the machine's. */
function tidy(sum: number): number {
  return Number(sum.toFixed(12))
}
