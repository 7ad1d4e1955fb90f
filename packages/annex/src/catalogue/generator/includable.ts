/** Fields an answer leaves out until they are named in `expand`. */
import type { Field, ObjectSchema } from '../schema.js'

/**
 * Optional lists are left out as a rule. The others are known from the documentation's prose only
 * ("this field is not included by default"): no document marks them apart from optional fields.
 */
const BY_HAND = new Set([
  'apps.secret.payload',
  'customer.cash_balance',
  'customer.tax',
  'invoice.confirmation_secret',
  'price.tiers',
  'price.currency_options',
  'plan.tiers',
  'coupon.applies_to',
  'coupon.currency_options',
  'issuing.card.cvc',
  'issuing.card.number',
  'issuing.dispute.balance_transactions',
  'person.ssn_last_4',
])

/** An account's bank accounts and cards are always shown to its platform. */
const SHOWN = new Set(['account.external_accounts'])

export function markIncludable(kind: string, schema: ObjectSchema): ObjectSchema {
  const fields = [...schema.fields].map(([name, field]): [string, Field] => {
    const path = `${kind}.${name}`
    const optionalList = !field.required && field.schema.type === 'list'
    const includable = BY_HAND.has(path) || (optionalList && !SHOWN.has(path))
    return [name, includable ? { ...field, required: false, includable } : field]
  })
  return { type: 'object', fields: new Map(fields) }
}
