/** Configurations of the billing portal: what customers may do there. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { checkConfiguration } from './check.js'
import { featuresAfter, NOTHING } from './features.js'
import { defaultStaysActive } from './refusals.js'

type CreateParams = Stripe.BillingPortal.ConfigurationCreateParams
type UpdateParams = Stripe.BillingPortal.ConfigurationUpdateParams

export const portalConfiguration: Behaviour<'billing_portal.configuration'> = {
  kind: 'billing_portal.configuration',
  defaults(params: CreateParams, work) {
    const fields = {
      ...NOTHING,
      ...featuresAfter(NOTHING, params),
      default_return_url: params.default_return_url || null,
    }
    checkConfiguration(fields, work)
    return { ...fields, active: true, is_default: false, updated: work.now }
  },
  changes(params: UpdateParams, before, work) {
    if (before.is_default && params.active === false) throw defaultStaysActive()
    const { default_return_url: url } = params
    const fields = {
      ...featuresAfter(before, params),
      ...(url !== undefined && { default_return_url: url || null }),
    }
    checkConfiguration({ ...before, ...fields }, work)
    return { ...fields, updated: work.now }
  },
}
