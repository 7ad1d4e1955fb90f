/** The recipes of usage and entitlements: meters, alerts and credit, features that products have. */
import type { Stripe } from 'stripe'

type Given = Record<string, unknown>
type Ids = (kind: string) => Promise<string>

const EVENT = 'espresso'
const HOUR = 3600

export const USAGE_NEEDED: Readonly<Record<string, (idOf: Ids) => Promise<Given>>> = {
  'GET /v1/billing/credit_balance_summary': async (idOf) => ({
    customer: await idOf('customer'),
    filter: { type: 'applicability_scope', applicability_scope: { price_type: 'metered' } },
  }),
  'GET /v1/billing/credit_balance_transactions': async (idOf) => ({
    customer: await idOf('customer'),
  }),
  'POST /v1/billing/alerts': async (idOf) => ({
    usage_threshold: { gte: 10, meter: await idOf('billing.meter'), recurrence: 'one_time' },
  }),
  'POST /v1/billing/credit_grants': async (idOf) => ({
    ...CREDIT,
    customer: await idOf('customer'),
  }),
  'GET /v1/billing/meters/{id}/event_summaries': async (idOf) => ({
    ...{ customer: await idOf('customer'), start_time: 1_790_000_000 - (1_790_000_000 % HOUR) },
    end_time: 1_790_000_000 - (1_790_000_000 % HOUR) + 24 * HOUR,
    value_grouping_window: 'hour',
  }),
  'POST /v1/billing/meter_event_adjustments': async () => ({
    ...{ event_name: EVENT, type: 'cancel', cancel: { identifier: 'by mistake' } },
  }),
  'POST /v1/billing/meter_events': async (idOf) => ({
    event_name: EVENT,
    payload: { stripe_customer_id: await idOf('customer'), value: '3' },
  }),
  'POST /v1/products/{product}/features': async (idOf) => ({
    entitlement_feature: await idOf('entitlements.feature'),
  }),
}

const CREDIT = {
  amount: { type: 'monetary', monetary: { currency: 'usd', value: 1000 } },
  applicability_config: { scope: { price_type: 'metered' } },
} as const

export const USAGE_PREPARED = {
  'POST /v1/billing/alerts/{id}/activate': async (stripe: Stripe) => {
    const [id] = await anAlert(stripe, 'ristretto')
    return [(await stripe.billing.alerts.deactivate(id)).id]
  },
  'POST /v1/billing/alerts/{id}/archive': (stripe: Stripe) => anAlert(stripe, 'doppio'),
  'POST /v1/billing/alerts/{id}/deactivate': (stripe: Stripe) => anAlert(stripe, 'macchiato'),
  'POST /v1/billing/credit_grants/{id}/expire': aGrant,
  'POST /v1/billing/credit_grants/{id}/void': aGrant,
  'POST /v1/billing/meters/{id}/reactivate': async (stripe: Stripe) => {
    const { id } = await aMeter(stripe, 'lungo')
    return [(await stripe.billing.meters.deactivate(id)).id]
  },
  'GET /v1/products/{product}/features/{id}': (stripe: Stripe) => aProductFeature(stripe, 'one'),
  'DELETE /v1/products/{product}/features/{id}': (stripe: Stripe) => aProductFeature(stripe, 'two'),
}

/** A meter to tell of usage to, and an event that can be taken back. */
export async function usageHappenings(stripe: Stripe): Promise<void> {
  const { id } = await stripe.customers.create()
  await aMeter(stripe, EVENT)
  await stripe.billing.meterEvents.create({
    ...{ event_name: EVENT, identifier: 'by mistake' },
    payload: { stripe_customer_id: id, value: '1' },
  })
}

async function anAlert(stripe: Stripe, event_name: string): Promise<readonly [string]> {
  const { id: meter } = await aMeter(stripe, event_name)
  const alert = await stripe.billing.alerts.create({
    ...{ alert_type: 'usage_threshold', title: event_name },
    usage_threshold: { gte: 10, meter, recurrence: 'one_time' },
  })
  return [alert.id]
}

async function aGrant(stripe: Stripe): Promise<readonly [string]> {
  const { id: customer } = await stripe.customers.create()
  return [(await stripe.billing.creditGrants.create({ ...CREDIT, customer })).id]
}

async function aProductFeature(stripe: Stripe, key: string): Promise<readonly [string, string]> {
  const { id: product } = await stripe.products.create({ name: key })
  const feature = await stripe.entitlements.features.create({ name: key, lookup_key: key })
  const attached = await stripe.products.createFeature(product, { entitlement_feature: feature.id })
  return [product, attached.id]
}

function aMeter(stripe: Stripe, event_name: string): Promise<Stripe.Billing.Meter> {
  return stripe.billing.meters.create({
    ...{ display_name: event_name, event_name, default_aggregation: { formula: 'sum' } },
  })
}
