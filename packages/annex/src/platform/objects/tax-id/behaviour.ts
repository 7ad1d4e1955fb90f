/** Tax ids, of customers and of the account itself. */
import type Stripe from 'stripe'
import type { Behaviour, Operation } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { newTaxId, type TaxIdInput } from './new-tax-id.js'

// An account's own are no news of any customer.
const lifecycle = lifecycleOf<Stripe.TaxId>({
  created: ({ customer }) => (customer === null ? null : 'customer.tax_id.created'),
  changing: {
    verification: ({ customer }) => (customer === null ? [] : 'customer.tax_id.updated'),
  },
  deleted: ({ customer }) => (customer === null ? null : 'customer.tax_id.deleted'),
})

const ofCustomer: Operation = (path, params: TaxIdInput, work) => {
  const customer = work.get('customer', path.id ?? '').id
  return newTaxId(params, { customer }, work)
}

const own: Operation = (_path, { owner, ...params }: Stripe.TaxIdCreateParams, work) => {
  const { customer = null } = owner ?? {}
  if (customer !== null) work.get('customer', customer, 'owner[customer]')
  return newTaxId(params, { customer }, work)
}

export const taxId: Behaviour<'tax_id'> = {
  kind: 'tax_id',
  lifecycle,
  operations: { 'POST /v1/customers/{id}/tax_ids': ofCustomer, 'POST /v1/tax_ids': own },
}
