/** Who buys, and where: the customer as it is kept, or as the request describes them. */
import type Stripe from 'stripe'
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { locationInvalid } from './refusals.js'

type Params = Stripe.Tax.CalculationCreateParams
type Details = Stripe.Tax.Calculation.CustomerDetails

export interface Buyer extends Details {
  readonly address: Stripe.Address & { readonly country: string }
}

/** @throws Refusal when nothing says in which country, or state of the US, they are */
export function buyerOf(params: Params, work: UnitOfWork): Buyer {
  if (params.customer && params.customer_details) {
    throw parametersExclusive(['customer', 'customer_details'])
  }
  const details = params.customer ? known(params.customer, work) : described(params)
  const { address } = details
  const country = address?.country
  if (!address || !country) throw locationInvalid(params)
  if (country === 'US' && !address.state) throw locationInvalid(params)
  return { ...details, address: { ...address, country } }
}

function known(id: string, work: UnitOfWork): Details {
  const customer = work.get('customer', id, 'customer')
  const { address, shipping, tax_exempt } = customer
  const [given, address_source] = shipping?.address
    ? ([shipping.address, 'shipping'] as const)
    : ([address, 'billing'] as const)
  const tax_ids = work.list('tax_id', { customer: id }).map(({ type, value }) => ({ type, value }))
  return {
    address: given ? addressFrom(given) : null,
    address_source: given ? address_source : null,
    ip_address: null,
    tax_ids,
    taxability_override: tax_exempt === 'exempt' ? 'customer_exempt' : reverseOf(tax_exempt),
  }
}

function reverseOf(exempt: string | null | undefined): Details['taxability_override'] {
  return exempt === 'reverse' ? 'reverse_charge' : 'none'
}

function described({ customer_details: details }: Params): Details {
  const { address, address_source, ip_address, tax_ids, taxability_override } = details ?? {}
  return {
    address: address ? shown(address) : null,
    address_source: address ? (address_source ?? 'billing') : null,
    ip_address: ip_address || null,
    tax_ids: (tax_ids ?? []).map(({ type, value }) => ({ type, value })),
    taxability_override: taxability_override ?? 'none',
  }
}

/** Emptied lines are no lines. */
export function shown(given: NonNullable<Params['ship_from_details']>['address']): Stripe.Address {
  const { city, country, line1, line2, postal_code, state } = given
  return {
    city: city || null,
    country,
    line1: line1 || null,
    line2: line2 || null,
    postal_code: postal_code || null,
    state: state || null,
  }
}
