/** What a seller asks in words of their own, up to three questions. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { fieldTwice, tooManyFields } from './refusals.js'

type Field = Stripe.Checkout.Session.CustomField

interface Given {
  readonly key: string
  readonly type: string
  readonly dropdown?: { readonly options?: readonly unknown[] }
}

const MOST_FIELDS = 3

export function checkFields(given: Stripe.Emptyable<readonly Given[]> | undefined): void {
  const fields = given || []
  if (fields.length > MOST_FIELDS) throw tooManyFields(MOST_FIELDS)
  for (const [index, { key, type, dropdown }] of fields.entries()) {
    const twice = fields.findIndex((other) => other.key === key) < index
    if (twice) throw fieldTwice(key, `custom_fields[${index}][key]`)
    if (type === 'dropdown' && !dropdown?.options?.length) {
      throw parameterMissing(`custom_fields[${index}][dropdown][options]`)
    }
  }
}

/** The fields with what was answered, by their keys; those without an answer are as they were. */
export function answeredFields(
  fields: readonly Field[],
  answers: Readonly<Record<string, string>>,
): Field[] {
  return fields.map((field) => {
    const value = answers[field.key]
    if (value === undefined) return field
    if (field.type === 'dropdown' && field.dropdown) {
      return { ...field, dropdown: { ...field.dropdown, value } }
    }
    const lengths = { default_value: null, maximum_length: null, minimum_length: null }
    return field.type === 'numeric'
      ? { ...field, numeric: { ...lengths, ...field.numeric, value } }
      : { ...field, text: { ...lengths, ...field.text, value } }
  })
}
