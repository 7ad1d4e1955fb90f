/** What comes in for meters and what they tell: events, adjustments, summaries. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { adjust } from './adjust.js'
import { createEvent } from './create.js'
import { listSummaries } from './summaries.js'

export const meterEvent: Behaviour<'billing.meter_event'> = {
  kind: 'billing.meter_event',
  operations: {
    'POST /v1/billing/meter_events': (_path, params: Stripe.Billing.MeterEventCreateParams, work) =>
      createEvent(params, work),
  },
}

export const meterEventAdjustment: Behaviour<'billing.meter_event_adjustment'> = {
  kind: 'billing.meter_event_adjustment',
  operations: {
    'POST /v1/billing/meter_event_adjustments': (
      _path,
      params: Stripe.Billing.MeterEventAdjustmentCreateParams,
      work,
    ) => adjust(params, work),
  },
}

export const meterEventSummary: Behaviour<'billing.meter_event_summary'> = {
  kind: 'billing.meter_event_summary',
  operations: {
    'GET /v1/billing/meters/{id}/event_summaries': (
      { id = '' },
      params: Stripe.Billing.MeterListEventSummariesParams,
      work,
    ) => listSummaries(work.get('billing.meter', id), params, work),
  },
}
