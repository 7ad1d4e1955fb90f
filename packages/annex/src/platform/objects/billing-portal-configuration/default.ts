/** The configuration that sessions use when they name none. */
import type Stripe from 'stripe'
import { invalidRequest } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { NOTHING } from './features.js'

type Configuration = Stripe.BillingPortal.Configuration

/**
 * At Stripe it comes into being when somebody saves the portal's settings in the dashboard, and
 * sessions are refused until then. Here test mode makes one at the first session; live mode refuses.
 */
export function defaultConfiguration(work: UnitOfWork): Configuration {
  const [known] = work.list('billing_portal.configuration', { is_default: true })
  if (known) return known
  if (work.caller.livemode) throw noDefault()
  return work.insert('billing_portal.configuration', {
    ...NOTHING,
    id: work.newId('billing_portal.configuration'),
    object: 'billing_portal.configuration',
    active: true,
    application: work.caller.application,
    created: work.now,
    default_return_url: null,
    features: USUAL,
    is_default: true,
    livemode: work.caller.livemode,
    metadata: {},
    name: null,
    updated: work.now,
  })
}

/** As Stripe's dashboard proposes it. Changing plans needs products, which nobody has named. */
const USUAL: Configuration['features'] = {
  ...NOTHING.features,
  customer_update: {
    allowed_updates: ['email', 'name', 'address', 'shipping', 'phone', 'tax_id'],
    enabled: true,
  },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: {
      enabled: true,
      feedback_options: null,
      options: [
        ...['too_expensive', 'missing_features', 'switched_service', 'unused'],
        ...['customer_service', 'too_complex', 'low_quality', 'other'],
      ],
    },
    enabled: true,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
}

function noDefault() {
  return invalidRequest(
    'No configuration provided and your live mode default configuration has not been created. ' +
      'Provide a configuration or create your default by saving your customer portal settings in live mode at https://dashboard.stripe.com/settings/billing/portal.',
    { param: 'configuration' },
  )
}
