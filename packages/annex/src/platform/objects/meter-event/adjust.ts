/** `POST /v1/billing/meter_event_adjustments`: an event was sent by mistake. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { timeOfCustomer } from '../test-clock/time-of.js'
import { meterFor, REMEMBERED_SECONDS } from './create.js'
import { billLate } from './late.js'
import { identifierEmpty, nothingToCancel } from './refusals.js'

/** Done at once, so its status is never `pending`. */
export function adjust(
  { event_name, cancel }: Stripe.Billing.MeterEventAdjustmentCreateParams,
  work: UnitOfWork,
): Stripe.Billing.MeterEventAdjustment {
  const meter = meterFor(event_name, work)
  const identifier = cancel?.identifier
  if (!identifier) throw identifierEmpty()
  const known = work.usage.find(identifier, 0)
  const customer = known && work.find('customer', known.customer)
  if (!known || !customer || known.name !== event_name) throw nothingToCancel(identifier)
  const there = timeOfCustomer(customer, work)
  const since = there.now - REMEMBERED_SECONDS + 1
  const usage = there.usage.find(identifier, since)
  if (!usage) throw nothingToCancel(identifier)
  there.usage.cancel(identifier, since)
  billLate(meter, usage, there)
  return {
    object: 'billing.meter_event_adjustment',
    cancel: { identifier },
    event_name,
    livemode: work.caller.livemode,
    status: 'complete',
    type: 'cancel',
  }
}
