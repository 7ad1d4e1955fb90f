/** What was wrong with streamed meter events, as the events that tell of it. */
import type Stripe from 'stripe'
import { newId } from '../../core/ids.js'
import type { Refusal } from '../engine/errors.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import type { Store } from '../store/store.js'
import { insertThinEvent, type ThinEventRow } from '../store/thin-events.js'
import type { SentMeterEvent } from './body.js'
import { timeText } from './time.js'

export interface Mistake {
  readonly event: SentMeterEvent
  readonly refusal: Refusal
  /** Undefined: there is none of that name. */
  readonly meter: Stripe.Billing.Meter | undefined
}

/** An event that was kept, and what those are sent of it who listen. */
export interface Reported {
  readonly row: ThinEventRow
  readonly payload: string
}

/** One event for each meter, and one for all that name none. Stripe gathers them over some minutes. */
export function report(
  mistakes: readonly Mistake[],
  store: Store,
  work: UnitOfWork,
): readonly Reported[] {
  const byMeter = Map.groupBy(mistakes, ({ meter }) => meter?.id)
  const all = [...byMeter].map(([meter, own]) => reportOf(own, meter, work))
  for (const { row } of all) insertThinEvent(store, row)
  return all
}

function reportOf(
  mistakes: readonly Mistake[],
  meter: string | undefined,
  work: UnitOfWork,
): Reported {
  const { account, livemode } = work.caller
  const about = meter === undefined ? 'no_meter_found' : 'error_report_triggered'
  const thin = {
    id: newId(livemode ? 'evt' : 'evt_test', work.random),
    object: 'v2.core.event',
    created: timeText(work.now),
    livemode,
    reason: null,
    type: `v1.billing.meter.${about}`,
    ...(meter !== undefined && { related_object: relatedTo(meter) }),
  }
  const row = {
    ...{ id: thin.id, account, livemode: livemode ? 1 : 0, type: thin.type },
    ...{ created: work.now, object_id: meter ?? null },
    body: JSON.stringify({ ...thin, data: dataOf(mistakes, work.now) }),
  }
  return { row, payload: JSON.stringify(thin) }
}

function relatedTo(meter: string): object {
  return { id: meter, type: 'billing.meter', url: `/v1/billing/meters/${meter}` }
}

function dataOf(mistakes: readonly Mistake[], now: number): object {
  const start = now - (now % 60)
  const count = mistakes.length
  return {
    developer_message_summary: `There ${count === 1 ? 'is 1 invalid event' : `are ${count} invalid events`}`,
    reason: { error_count: count, error_types: typesOf(mistakes) },
    validation_end: timeText(start + 60),
    validation_start: timeText(start),
  }
}

const SAMPLES = 5

function typesOf(mistakes: readonly Mistake[]): object[] {
  return [...Map.groupBy(mistakes, codeOf)].map(([code, own]) => ({
    code,
    error_count: own.length,
    sample_errors: own.slice(0, SAMPLES).map(({ refusal, event }) => ({
      error_message: refusal.message,
      request: { identifier: event.identifier ?? '' },
    })),
  }))
}

function codeOf({ meter, refusal }: Mistake): string {
  return meter === undefined ? 'no_meter' : (refusal.code ?? 'invalid_request')
}
