/** Alerts: word of it when a customer has used so much of what a meter counts. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { lifecycle } from './lifecycle.js'
import { oneFilter, thresholdTooLow, tooManyAlerts } from './refusals.js'
import { watchFromNow } from './trigger.js'

type Alert = Stripe.Billing.Alert
type CreateParams = Stripe.Billing.AlertCreateParams

const MOST_ALERTS = 25

export const alert: Behaviour<'billing.alert'> = {
  kind: 'billing.alert',
  lifecycle,
  check(params: CreateParams, work) {
    checkThreshold(params.usage_threshold, work)
  },
  defaults: ({ usage_threshold }: CreateParams) => ({
    status: 'active',
    usage_threshold: thresholdOf(usage_threshold),
  }),
  afterCreate(made, _params, work) {
    watchFromNow(made, work)
    return made
  },
  verbs: {
    activate(resting, _params, work) {
      watchFromNow(resting, work)
      return work.update('billing.alert', resting.id, { status: 'active' })
    },
    deactivate: ({ id }, _params, work) => work.update('billing.alert', id, { status: 'inactive' }),
    archive: ({ id }, _params, work) => work.update('billing.alert', id, { status: 'archived' }),
  },
  filters: {
    meter: (value) =>
      typeof value === 'string' ? [{ field: 'usage_threshold.meter', operator: '=', value }] : [],
    // Nobody asks for it; what is archived is in no list.
    status: () => [{ field: 'status', operator: 'not in', value: ['archived'] }],
  },
}

function checkThreshold(given: CreateParams['usage_threshold'], work: UnitOfWork): void {
  if (!given) throw parameterMissing('usage_threshold')
  const { filters = [], gte, meter } = given
  if (gte <= 0) throw thresholdTooLow()
  if (filters.length > 1) throw oneFilter()
  work.get('billing.meter', meter, 'usage_threshold[meter]')
  const customer = filters[0]?.customer
  if (customer) work.get('customer', customer, 'usage_threshold[filters][0][customer]')
  const alike = alertsOn(meter, work).filter((one) => customerOf(one) === (customer ?? null))
  if (alike.length >= MOST_ALERTS) throw tooManyAlerts(MOST_ALERTS)
}

function thresholdOf(given: CreateParams['usage_threshold']): Alert['usage_threshold'] {
  if (!given) return null
  const { filters, gte, meter, recurrence } = given
  const shown = (filters ?? []).map(({ customer, type }) => ({ customer: customer ?? null, type }))
  return { filters: shown, gte, meter, recurrence }
}

/** Those that are not archived. */
export function alertsOn(meter: string, work: UnitOfWork): readonly Alert[] {
  return work.list('billing.alert', {}).filter(({ status, usage_threshold: threshold }) => {
    return status !== 'archived' && threshold !== null && idOf(threshold.meter) === meter
  })
}

/** Null for everybody's. */
export function customerOf({ usage_threshold }: Alert): string | null {
  return idOrNull(usage_threshold?.filters?.[0]?.customer)
}
