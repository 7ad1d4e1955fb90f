/** `GET /v1/billing/meters/{id}/event_summaries`: how much a customer used, in one sum or by the window. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS, HOUR_SECONDS } from '../billing/durations.js'
import { aggregated } from '../meter/measure.js'
import { pageOf } from '../page.js'
import { endsBeforeStart, notAligned } from './refusals.js'

type Meter = Stripe.Billing.Meter
type Summary = Stripe.Billing.MeterEventSummary
type Params = Stripe.Billing.MeterListEventSummariesParams
type Span = Parameters<UnitOfWork['usage']['measure']>[0]
type Measured = ReturnType<UnitOfWork['usage']['measure']>

const UNITS = ['day', 'hour', 'minute'] as const
const SECONDS = { day: DAY_SECONDS, hour: HOUR_SECONDS, minute: 60 }

export function listSummaries(meter: Meter, params: Params, work: UnitOfWork) {
  const { customer, start_time: start, end_time: end, value_grouping_window } = params
  work.get('customer', customer, 'customer')
  checkTimes(params)
  const span = { name: meter.event_name, customer, start, end }
  const all =
    value_grouping_window === undefined
      ? [summaryOf(meter, { ...work.usage.measure(span), start }, end, work)]
      : grouped(meter, span, value_grouping_window === 'day' ? DAY_SECONDS : HOUR_SECONDS, work)
  const url = `/v1/billing/meters/${meter.id}/event_summaries`
  return pageOf(all, params, { url, noun: 'meter_event_summary' })
}

/** Windows without any usage are left out. */
function grouped(meter: Meter, span: Span, seconds: number, work: UnitOfWork): Summary[] {
  return work.usage
    .windows(span, seconds)
    .map((window) => summaryOf(meter, window, window.start + seconds, work))
}

function checkTimes({ start_time, end_time, value_grouping_window: window }: Params): void {
  const unit = UNITS.find((one) => one === window) ?? 'minute'
  const seconds = SECONDS[unit]
  if (start_time % seconds !== 0) throw notAligned('start_time', unit)
  if (end_time % seconds !== 0) throw notAligned('end_time', unit)
  if (end_time <= start_time) throw endsBeforeStart()
}

/** Nobody keeps summaries: their ids say what they are of. */
function summaryOf(
  { id, default_aggregation }: Meter,
  window: Measured & { readonly start: number },
  end_time: number,
  work: UnitOfWork,
): Summary {
  const { livemode } = work.caller
  const place = `${window.start.toString(36)}${end_time.toString(36)}`
  return {
    id: `mtrusg_${livemode ? '' : 'test_'}${id.split('_').at(-1)}${place}`,
    object: 'billing.meter_event_summary',
    aggregated_value: aggregated(default_aggregation, window),
    end_time,
    livemode,
    meter: id,
    start_time: window.start,
  }
}
