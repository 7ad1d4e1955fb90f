/** A new tax id, checked for its form. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { countryOf, fitsFormat } from './formats.js'
import { invalidTaxId } from './refusals.js'

export interface TaxIdInput {
  readonly type: string
  readonly value: string
}

/** Issuers that can be asked, and how long they take. */
const VERIFIABLE = ['au_abn', 'eu_vat', 'gb_vat']
const ANSWERS_AFTER_SECONDS = 2

/**
 * @param customer null for the account's own
 * @param param what the hash with the id is called: `tax_id_data[0]`; '' at the top
 */
export function newTaxId(
  { type, value }: TaxIdInput,
  { customer, param = '' }: { customer: string | null; param?: string },
  work: UnitOfWork,
): Stripe.TaxId {
  if (!fitsFormat(type, value)) throw invalidTaxId(type, param)
  const id = work.newId('tax_id')
  const asks = VERIFIABLE.includes(type)
  if (asks) work.later(work.now + ANSWERS_AFTER_SECONDS, 'verify_tax_id', id)
  return work.insert('tax_id', {
    id,
    object: 'tax_id',
    country: countryOf(type, value),
    created: work.now,
    customer,
    customer_account: null,
    livemode: work.caller.livemode,
    owner: ownerOf(customer),
    type,
    value,
    verification: {
      status: asks ? 'pending' : 'unavailable',
      verified_address: null,
      verified_name: null,
    },
  })
}

function ownerOf(customer: string | null): Stripe.TaxId['owner'] {
  if (customer === null) return { customer_account: null, type: 'self' }
  return { customer, customer_account: null, type: 'customer' }
}
