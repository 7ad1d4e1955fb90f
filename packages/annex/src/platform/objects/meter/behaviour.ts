/** Meters: what is counted, by the name of its events, and how a customer's events add up. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lifecycle } from './lifecycle.js'
import { nameTaken } from './refusals.js'

type Meter = Stripe.Billing.Meter
type CreateParams = Stripe.Billing.MeterCreateParams

export const meter: Behaviour<'billing.meter'> = {
  kind: 'billing.meter',
  lifecycle,
  check(params: CreateParams, work, before) {
    if (!before) checkNameFree(params.event_name, work)
  },
  defaults: (params: CreateParams, work) => ({
    customer_mapping: {
      event_payload_key: params.customer_mapping?.event_payload_key ?? 'stripe_customer_id',
      type: 'by_id',
    },
    event_time_window: params.event_time_window ?? null,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: work.now,
    value_settings: { event_payload_key: params.value_settings?.event_payload_key ?? 'value' },
  }),
  changes: (_params, _before, work) => ({ updated: work.now }),
  verbs: { deactivate, reactivate },
}

function deactivate({ id }: Meter, _params: object, work: UnitOfWork): Meter {
  return work.update('billing.meter', id, {
    ...{ status: 'inactive', updated: work.now },
    status_transitions: { deactivated_at: work.now },
  })
}

function reactivate({ id, event_name }: Meter, _params: object, work: UnitOfWork): Meter {
  checkNameFree(event_name, work)
  return work.update('billing.meter', id, {
    ...{ status: 'active', updated: work.now },
    status_transitions: { deactivated_at: null },
  })
}

/** An event names its meter, so only one may listen to a name. */
function checkNameFree(event_name: string, work: UnitOfWork): void {
  const owner = activeMeter(event_name, work)
  if (owner) throw nameTaken(event_name, owner.id)
}

export function activeMeter(event_name: string, work: UnitOfWork): Meter | undefined {
  return metersNamed(event_name, work).find(({ status }) => status === 'active')
}

export function metersNamed(event_name: string, work: UnitOfWork): readonly Meter[] {
  return work.list('billing.meter', { event_name })
}
