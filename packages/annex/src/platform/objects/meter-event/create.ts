/** `POST /v1/billing/meter_events`: a customer used something. */
import type Stripe from 'stripe'
import { timedText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { alertsOn, customerOf } from '../alert/behaviour.js'
import { triggerAlerts } from '../alert/trigger.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { activeMeter, metersNamed } from '../meter/behaviour.js'
import { watchThresholds } from '../subscription/threshold-invoice.js'
import { timeOfCustomer } from '../test-clock/time-of.js'
import { billLate } from './late.js'
import {
  inTheFuture,
  invalidValue,
  noCustomerInPayload,
  noMeter,
  noSuchCustomer,
  noValueInPayload,
  sameIdentifier,
  tooLongAgo,
} from './refusals.js'

type Meter = Stripe.Billing.Meter
type MeterEvent = Stripe.Billing.MeterEvent
type Payload = MeterEvent['payload']

const PAST_DAYS = 35
const AHEAD_MINUTES = 5
/** For so long an identifier is remembered, and an event may be taken back. */
export const REMEMBERED_SECONDS = DAY_SECONDS

/** Counted at once; Stripe takes a while, and tells of some mistakes in an error report only. */
export function createEvent(
  { event_name, payload, timestamp, identifier }: Stripe.Billing.MeterEventCreateParams,
  work: UnitOfWork,
): MeterEvent {
  const meter = meterFor(event_name, work)
  const customer = customerIn(payload, meter, work)
  const there = timeOfCustomer(customer, work)
  const at = timestamp ?? there.now
  checkTime(at, there.now)
  const usage = {
    ...{ name: event_name, customer: customer.id, at, received: there.now },
    value: valueIn(payload, meter),
    identifier: identifier ?? timedText(32, there.now, work.random),
  }
  if (there.usage.find(usage.identifier, there.now - REMEMBERED_SECONDS + 1)) {
    throw sameIdentifier(usage.identifier)
  }
  there.usage.add(usage)
  billLate(meter, usage, there)
  watch(meter, customer, there)
  watchThresholds(meter.id, customer.id, there)
  return {
    object: 'billing.meter_event',
    created: there.now,
    event_name,
    identifier: usage.identifier,
    livemode: work.caller.livemode,
    payload: { ...payload },
    timestamp: at,
  }
}

export function meterFor(event_name: string, work: UnitOfWork): Meter {
  const meter = activeMeter(event_name, work)
  if (!meter) throw noMeter(event_name, metersNamed(event_name, work).length > 0)
  return meter
}

/** Customers on test clocks set off no alerts, as at Stripe: alerts are in the platform's time. */
function watch(meter: Meter, { id, test_clock }: Stripe.Customer, work: UnitOfWork): void {
  if (test_clock) return
  const alerts = alertsOn(meter.id, work).filter((one) => {
    const only = customerOf(one)
    return one.status === 'active' && (only === null || only === id)
  })
  triggerAlerts(alerts, { meter, customer: id }, work)
}

function customerIn(payload: Payload, meter: Meter, work: UnitOfWork): Stripe.Customer {
  const key = meter.customer_mapping.event_payload_key
  const id = payload[key]
  if (!id) throw noCustomerInPayload(key)
  const customer = work.find('customer', id)
  if (!customer) throw noSuchCustomer(id, key)
  return customer
}

const NUMBER = /^-?\d{1,15}(\.\d{1,12})?$/

/** A meter that counts events needs none of them to have a value. */
function valueIn(payload: Payload, meter: Meter): number {
  const key = meter.value_settings.event_payload_key
  const value = payload[key]
  const counts = meter.default_aggregation.formula === 'count'
  if (counts && value === undefined) return 1
  if (value === undefined || value === '') throw noValueInPayload(key)
  if (!NUMBER.test(value)) throw invalidValue(value, key)
  return Number(value)
}

function checkTime(at: number, now: number): void {
  if (at < now - PAST_DAYS * DAY_SECONDS) throw tooLongAgo(PAST_DAYS)
  if (at > now + AHEAD_MINUTES * 60) throw inTheFuture(AHEAD_MINUTES)
}
