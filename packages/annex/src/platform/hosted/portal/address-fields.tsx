/** The fields of a postal address. */
import type { Child } from 'hono/jsx'
import { Field, SelectField } from '../../../web/components/field.js'
import { COUNTRIES } from '../countries.js'
import type { Faults, Typed } from '../typed-card.js'

export interface AddressFieldsProps {
  title: string
  /** What their names begin with, and browsers know them by. */
  prefix: 'address' | 'shipping'
  typed: Typed
  faults: Faults
  children?: Child
}

/** As browsers call them, so that they fill them in. */
const KNOWN_AS = {
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  postal_code: 'postal-code',
} as const

export function AddressFields({ title, prefix, typed, faults, children }: AddressFieldsProps) {
  const kind = prefix === 'shipping' ? 'shipping' : 'billing'
  const field = (part: keyof typeof KNOWN_AS) => {
    const name = `${prefix}_${part}`
    const autocomplete = `${kind} ${KNOWN_AS[part]}`
    return { name, value: typed[name], error: faults[name], autocomplete, maxlength: 200 }
  }
  const country = `${prefix}_country`
  return (
    <fieldset class="address-fields">
      <legend>{title}</legend>
      {children}
      <Field {...{ label: 'Street and number', ...field('line1') }} />
      <Field {...{ label: 'Second line', optional: true, ...field('line2') }} />
      <div class="paired">
        <Field {...{ label: 'City', ...field('city') }} />
        <Field {...{ label: 'Postal code', ...field('postal_code') }} />
      </div>
      <div class="paired">
        <SelectField
          {...{ label: 'Country or region', name: country, error: faults[country] }}
          {...{ value: typed[country], options: [['', 'Not given'], ...COUNTRIES] }}
        />
        <Field {...{ label: 'State or county', optional: true, ...field('state') }} />
      </div>
    </fieldset>
  )
}
