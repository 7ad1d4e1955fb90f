/** Customer sessions: a secret with which a shop's page may show one customer's saved methods. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Behaviour, Operation } from '../../engine/behaviour.js'
import { given } from '../../engine/given.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'

/** https://docs.stripe.com/api/customer_sessions/object#customer_session_object-expires_at. */
const GOOD_FOR_SECONDS = 30 * 60

// Not kept: it has no id to ask for it by, and no page here takes its secret.
const create: Operation = (_path, params: Stripe.CustomerSessionCreateParams, work) => {
  const { customer, components } = params
  if (customer === undefined) throw parameterMissing('customer')
  work.get('customer', customer, 'customer')
  return {
    object: 'customer_session',
    client_secret: `cuss_secret_${randomText(48, work.random)}`,
    ...given('customer_session', { components }),
    created: work.now,
    customer,
    customer_account: null,
    expires_at: work.now + GOOD_FOR_SECONDS,
    livemode: work.caller.livemode,
  }
}

export const customerSession: Behaviour<'customer_session'> = {
  kind: 'customer_session',
  operations: { 'POST /v1/customer_sessions': create },
}
