/** The tax IDs that stand on a customer's invoices: which there are, a new one, and taking one away. */
import type Stripe from 'stripe'
import { CheckField, Field, SelectField } from '../../../web/components/field.js'
import { ask } from '../ask.js'
import type { Faults, Typed } from '../typed-card.js'
import { TAX_ID_TYPES, taxIdWords } from '../tax-id-types.js'
import type { Visit } from './visit.js'

function taxIdsOf({ work, customer }: Visit): Stripe.TaxId[] {
  return work.list('tax_id', { customer: customer.id })
}

/** @throws Refusal for a number that cannot be one of its type */
export function changeTaxIds(typed: Typed, visit: Visit): void {
  const path = `/v1/customers/${visit.customer.id}/tax_ids`
  for (const { id } of taxIdsOf(visit)) {
    if (typed[removalOf(id)]) ask(visit, { method: 'DELETE', path: `${path}/${id}` })
  }
  const value = typed['tax_id_value']?.trim()
  if (!value) return
  ask(visit, { method: 'POST', path, params: { type: typed['tax_id_type'] ?? '', value } })
}

function removalOf(id: string): string {
  return `remove_${id}`
}

export interface TaxIdFieldsProps {
  visit: Visit
  typed: Typed
  faults: Faults
}

export function TaxIdFields({ visit, typed, faults }: TaxIdFieldsProps) {
  const type = typed['tax_id_type'] ?? usualType(visit)
  return (
    <fieldset class="address-fields">
      <legend>Tax ID</legend>
      {taxIdsOf(visit).map(({ id, type: of, value }) => (
        <CheckField
          {...{ name: removalOf(id), value: 'yes', checked: typed[removalOf(id)] === 'yes' }}
          label={
            <>
              Remove {taxIdWords(of)} <bdi>{value}</bdi>
            </>
          }
        />
      ))}
      <div class="paired">
        <SelectField
          {...{ label: 'Type', name: 'tax_id_type', value: type, options: TAX_ID_TYPES }}
          error={faults['tax_id_type']}
        />
        <Field
          {...{ label: 'Number', name: 'tax_id_value', optional: true, maxlength: 100 }}
          {...{ value: typed['tax_id_value'], error: faults['tax_id_value'] }}
        />
      </div>
    </fieldset>
  )
}

/** The first of the customer's country; most common of all is the VAT of the European Union. */
function usualType({ customer }: Visit): string {
  const country = customer.address?.country?.toLowerCase()
  return TAX_ID_TYPES.find(([type]) => type.startsWith(`${country}_`))?.[0] ?? 'eu_vat'
}
