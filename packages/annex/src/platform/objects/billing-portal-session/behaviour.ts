/** Sessions of the billing portal: a short-lived address at which one customer looks after their billing. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { defaultConfiguration } from '../billing-portal-configuration/default.js'
import { checkWebAddress } from '../web-address.js'
import { flowFrom } from './flow.js'
import { inactiveConfiguration, noWayBackIn } from './refusals.js'

type Session = Stripe.BillingPortal.Session
type Params = Stripe.BillingPortal.SessionCreateParams

/** Where a session's customer finds the portal. */
export const PORTAL_PATH = '/p/session/:session/:secret'

export const portalSession: Behaviour<'billing_portal.session'> = {
  kind: 'billing_portal.session',
  check(params: Params) {
    if (params.customer === undefined) throw parameterMissing('customer')
    if (params.return_url !== undefined) checkWebAddress(params.return_url, 'return_url')
    if (params.after_expiration !== undefined) throw noWayBackIn()
  },
  defaults: sessionFrom,
}

function sessionFrom(params: Params, work: UnitOfWork): Partial<Session> {
  const { id: customer } = work.get('customer', params.customer ?? '', 'customer')
  const configuration = configurationFor(params, work)
  const id = work.newId('billing_portal.session')
  return {
    id,
    after_expiration: null,
    configuration: configuration.id,
    customer,
    customer_account: null,
    flow: params.flow_data ? flowFrom(params.flow_data, { customer, configuration }, work) : null,
    locale: params.locale ?? null,
    on_behalf_of: params.on_behalf_of ?? null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: `${work.baseUrl}/p/session/${id}/${randomText(32, work.random)}`,
  }
}

function configurationFor({ configuration: id }: Params, work: UnitOfWork) {
  if (id === undefined) return defaultConfiguration(work)
  const named = work.get('billing_portal.configuration', id, 'configuration')
  if (!named.active) throw inactiveConfiguration(id)
  return named
}
