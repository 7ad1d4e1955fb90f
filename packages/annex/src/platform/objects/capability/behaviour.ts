/** Capabilities: what an account has asked to be able to do, and whether it may. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { kind } from '../../../catalogue/catalogue.js'
import { assess } from '../account/assess.js'
import { request, unrequested } from './request.js'

const PATH = '/v1/accounts/{account}/capabilities/{capability}'

export const capability: Behaviour<'capability'> = {
  kind: 'capability',
  standsFor: (id, work) => (isCapability(id) ? unrequested(id, work) : undefined),
  operations: {
    [`POST ${PATH}`]: (path, params: Stripe.AccountUpdateCapabilityParams, work) => {
      const { capability: name = '' } = path
      if (isCapability(name)) request({ [name]: params }, work)
      assess(work)
      return work.get('capability', name)
    },
  },
}

/** The names the official package knows. */
function isCapability(name: string): boolean {
  const schema = kind('account').fields.get('capabilities')?.schema
  return schema?.type === 'object' && schema.fields.has(name)
}
