/** What a customer may do in the portal: what was said, over what holds when nothing is. */
import type Stripe from 'stripe'
import { settingsAfter } from '../../engine/settings.js'

export type Features = Stripe.BillingPortal.Configuration.Features
export type Product = NonNullable<Features['subscription_update']['products']>[number]
type Configuration = Stripe.BillingPortal.Configuration
type Given = Pick<
  Stripe.BillingPortal.ConfigurationUpdateParams,
  'business_profile' | 'features' | 'login_page'
>

/** A portal in which nothing can be done. */
export const NOTHING: Pick<Configuration, 'business_profile' | 'features' | 'login_page'> = {
  business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
  features: {
    customer_update: { allowed_updates: [], enabled: false },
    invoice_history: { enabled: false },
    payment_method_update: { enabled: false, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: false,
      mode: 'at_period_end',
      proration_behavior: 'none',
    },
    subscription_pause: {
      duration: {
        interval_options: [{ interval: 'month', interval_count: 1 }],
        type: 'interval_options',
      },
      enabled: false,
    },
    subscription_update: {
      billing_cycle_anchor: 'unchanged',
      default_allowed_updates: [],
      enabled: false,
      products: null,
      proration_behavior: 'none',
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: 'end_trial',
    },
  },
  login_page: { enabled: false, url: null },
}

/** Hash by hash: of a feature, what isn't named stays as it was. */
export function featuresAfter(before: typeof NOTHING, given: Given): Partial<Configuration> {
  const { business_profile, features, login_page } = given
  const said = {
    ...(business_profile && { business_profile }),
    ...(features && { features: withQuantities(features) }),
    ...(login_page && { login_page }),
  }
  return settingsAfter('billing_portal.configuration', before, said)
}

/** Without a word about it, one is the least that can be bought. */
function withQuantities(features: NonNullable<Given['features']>): object {
  const update = features.subscription_update
  if (!update?.products) return features
  const products = update.products.map((product) => {
    const { enabled = false, maximum = null, minimum = 1 } = product.adjustable_quantity ?? {}
    return { ...product, adjustable_quantity: { enabled, maximum, minimum } }
  })
  return { ...features, subscription_update: { ...update, products } }
}
