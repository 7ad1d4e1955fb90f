/** When an alert goes off: once for each customer, by what they used since it was set. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { aggregated } from '../meter/measure.js'

type Alert = Stripe.Billing.Alert
type Meter = Stripe.Billing.Meter

interface Watched {
  /** The place in the book of usage: what we heard of earlier doesn't count. */
  readonly from: number
}

interface Told {
  /** The same. */
  readonly at: number
}

export function watchFromNow({ id }: Alert, work: UnitOfWork): void {
  work.setAside<Watched>(id, { from: work.usage.place() })
}

/** @param alerts those on `meter`, for whomever */
export function triggerAlerts(
  alerts: readonly Alert[],
  { meter, customer }: { readonly meter: Meter; readonly customer: string },
  work: UnitOfWork,
): void {
  for (const alert of alerts) {
    const { from = 0 } = work.aside<Watched>(alert.id)
    const place = `${alert.id} ${customer}`
    const { at = -1 } = work.aside<Told>(place)
    if (at > from) continue
    const value = usedSince(from, { meter, customer }, work)
    if (value < (alert.usage_threshold?.gte ?? Infinity)) continue
    work.setAside<Told>(place, { at: work.usage.place() })
    work.announce('billing.alert.triggered', {
      ...{ object: 'billing.alert_triggered', alert, created: work.now, customer },
      ...{ livemode: work.caller.livemode, value },
    })
  }
}

function usedSince(
  after: number,
  { meter, customer }: { readonly meter: Meter; readonly customer: string },
  work: UnitOfWork,
): number {
  const end = work.now + DAY_SECONDS
  const span = { name: meter.event_name, customer, start: 0, end, after }
  return aggregated(meter.default_aggregation, work.usage.measure(span))
}
