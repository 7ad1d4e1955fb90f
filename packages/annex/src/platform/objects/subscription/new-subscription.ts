/** A subscription as it is the moment it begins. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { redeemAll } from '../discount/redeem.js'
import { metadataFrom } from '../metadata.js'
import { idOrNull } from '../reference.js'
import { ratesGiven } from '../tax-rate/given.js'
import { cancelAtOf } from './cancel-at.js'
import { costOf } from './lines.js'
import { itemList } from './items.js'
import { invoiceSettings, paymentSettings, trialSettings } from './settings.js'
import { sharingAfter } from './sharing.js'
import type { Start } from './start.js'
import { thresholdsGiven } from './thresholds.js'

type Subscription = Stripe.Subscription
type CreateParams = Stripe.SubscriptionCreateParams

export interface Beginning {
  readonly id: string
  readonly customer: Stripe.Customer
  readonly currency: string
  readonly items: readonly Stripe.SubscriptionItem[]
  readonly start: Start
}

export function newSubscription(
  { id, customer, currency, items, start }: Beginning,
  params: CreateParams,
  work: UnitOfWork,
): Subscription {
  const amount = costOf(items, currency, work)
  const redemption = { customer: customer.id, currency, amount, on: { subscription: id } }
  return {
    id,
    object: 'subscription',
    application: work.caller.application,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: start.anchor,
    billing_cycle_anchor_config: anchorConfig(params.billing_cycle_anchor_config),
    billing_mode: billingMode(params.billing_mode?.type ?? 'flexible'),
    billing_schedules: [],
    billing_thresholds: thresholdsGiven(params.billing_thresholds),
    ...cancelAtOf(params, items, work.now),
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: params.collection_method ?? 'charge_automatically',
    created: work.now,
    currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: params.days_until_due ?? null,
    default_payment_method: params.default_payment_method ?? null,
    default_source: null,
    default_tax_rates: ratesGiven(params.default_tax_rates, work, 'default_tax_rates'),
    description: params.description ?? null,
    discounts: redeemAll(params.discounts, redemption, work),
    ended_at: null,
    invoice_settings: invoiceSettings(params.invoice_settings),
    items: itemList(id, items),
    latest_invoice: null,
    livemode: work.caller.livemode,
    managed_payments: { enabled: false },
    metadata: metadataFrom(params.metadata),
    next_pending_invoice_item_invoice: null,
    pause_collection: null,
    payment_settings: paymentSettings(params.payment_settings, null),
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: start.date,
    status: 'active',
    test_clock: idOrNull(customer.test_clock),
    ...sharingAfter(params, undefined, work),
    trial_end: start.trialEnd,
    trial_settings: trialSettings(params.trial_settings),
    trial_start: start.trialEnd === null ? null : work.now,
  }
}

function anchorConfig(
  given: CreateParams['billing_cycle_anchor_config'],
): Subscription['billing_cycle_anchor_config'] {
  if (!given) return null
  const { day_of_month, hour = null, minute = null, month = null, second = null } = given
  return { day_of_month, hour, minute, month, second }
}

function billingMode(type: Stripe.Subscription.BillingMode.Type): Subscription['billing_mode'] {
  return { flexible: type === 'flexible' ? { proration_discounts: 'included' } : null, type }
}
