/** `/v1/customers/:id/sources` and its older names for cards and bank accounts. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { addSource } from './add.js'
import { listSources } from './list.js'
import { sourceNamed } from './kept.js'
import { removeSource } from './remove.js'
import { updateSource } from './update.js'
import { verifySource } from './verify.js'

const add: Operation = (path, params: Partial<Stripe.CustomerCreateSourceParams>, work) => {
  const customer = work.get('customer', path.id ?? '')
  const { source, metadata } = params
  if (!source) throw parameterMissing('source')
  return addSource(customer.id, { source, metadata }, work)
}

const one: Operation = (path, _params, work) => {
  const customer = work.get('customer', path.customer ?? '')
  return sourceNamed(customer.id, path.id ?? '', work)
}

const list: Operation = (path, params: Stripe.CustomerListSourcesParams, work) => {
  return listSources(work.get('customer', path.id ?? '').id, params, work)
}

const update: Operation = (path, params: Stripe.CustomerUpdateSourceParams, work) => {
  const customer = work.get('customer', path.customer ?? '')
  return updateSource(customer.id, path.id ?? '', params, work)
}

const remove: Operation = (path, _params, work) => {
  const customer = work.get('customer', path.customer ?? '')
  return removeSource(customer.id, path.id ?? '', work)
}

const verify: Operation = (path, params: Stripe.CustomerVerifySourceParams, work) => {
  const customer = work.get('customer', path.customer ?? '')
  return verifySource(customer.id, path.id ?? '', params, work)
}

const names = ['sources', 'cards', 'bank_accounts']

export const sourceOperations: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(
    names.flatMap((name) => [
      [`POST /v1/customers/{id}/${name}`, add],
      [`GET /v1/customers/{customer}/${name}/{id}`, one],
      [`POST /v1/customers/{customer}/${name}/{id}`, update],
      [`DELETE /v1/customers/{customer}/${name}/{id}`, remove],
    ]),
  ),
  'GET /v1/customers/{id}/sources': list,
  'POST /v1/customers/{customer}/sources/{id}/verify': verify,
  'POST /v1/customers/{customer}/bank_accounts/{id}/verify': verify,
}
