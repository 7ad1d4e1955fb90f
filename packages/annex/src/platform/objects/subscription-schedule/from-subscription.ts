/** A schedule around a running subscription: one phase, as it is now, up to its period's end. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { nextEnd } from '../subscription/items.js'
import { lifecycle } from '../subscription/lifecycle.js'
import { newSchedule, running } from './given.js'
import { scheduledAlready, subscriptionOver } from './refusals.js'
import { defaultSettings } from './settings.js'

type Subscription = Stripe.Subscription
type Schedule = Stripe.SubscriptionSchedule

export function scheduleAround(id: string, work: UnitOfWork): Schedule {
  const subscription = work.get('subscription', id, 'from_subscription')
  if (subscription.schedule !== null) throw scheduledAlready(idOf(subscription.schedule))
  if (!mayRun(lifecycle, 'cancel', subscription)) throw subscriptionOver(subscription)
  const phase = phaseOf(subscription)
  const { days_until_due, invoice_settings } = subscription
  return newSchedule(
    {
      customer: idOf(subscription.customer),
      billing_mode: subscription.billing_mode,
      default_settings: defaultSettings({
        collection_method: subscription.collection_method,
        ...methodOf(subscription),
        invoice_settings: {
          ...(days_until_due !== null && { days_until_due }),
          ...(invoice_settings.footer && { footer: invoice_settings.footer }),
        },
      }),
      end_behavior: subscription.cancel_at === null ? 'release' : 'cancel',
      metadata: {},
      phases: [phase],
      test_clock: idOrNull(subscription.test_clock),
      ...running(phase),
      subscription: subscription.id,
    },
    work,
  )
}

function methodOf({ default_payment_method: method }: Subscription) {
  return method === null ? {} : { default_payment_method: idOf(method) }
}

/** What the subscription is, as a phase of a schedule. */
function phaseOf(subscription: Subscription): Stripe.SubscriptionSchedule.Phase {
  const { items, trial_end, cancel_at } = subscription
  return {
    add_invoice_items: [],
    application_fee_percent: subscription.application_fee_percent,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: null,
    billing_thresholds: subscription.billing_thresholds,
    collection_method: null,
    currency: subscription.currency,
    default_payment_method: null,
    default_tax_rates: subscription.default_tax_rates ?? [],
    description: null,
    discounts: asPlanned(subscription.discounts),
    end_date: cancel_at ?? nextEnd(items.data),
    invoice_settings: null,
    items: items.data.map(phaseItemOf),
    metadata: {},
    on_behalf_of: idOrNull(subscription.on_behalf_of),
    proration_behavior: 'create_prorations',
    start_date: Math.min(...items.data.map((item) => item.current_period_start)),
    transfer_data: subscription.transfer_data,
    trial_end: subscription.status === 'trialing' ? trial_end : null,
  }
}

export function phaseItemOf(item: Stripe.SubscriptionItem): Stripe.SubscriptionSchedule.Phase.Item {
  return {
    billing_thresholds: item.billing_thresholds,
    discounts: asPlanned(item.discounts),
    metadata: item.metadata,
    plan: item.price.id,
    price: item.price.id,
    ...(item.quantity !== undefined && { quantity: item.quantity }),
    tax_rates: item.tax_rates ?? [],
  }
}

function asPlanned(discounts: Subscription['discounts']) {
  return discounts.map((one) => ({ coupon: null, discount: idOf(one), promotion_code: null }))
}
