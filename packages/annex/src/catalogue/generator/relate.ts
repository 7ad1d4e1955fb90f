/** What a parameter's namesake in the answer says about it: whose id it is, and that it can be unset. */
import type { Field, Fields, ObjectSchema, Schema, StringSchema } from '../schema.js'

/** Names that mean an object's id wherever they stand. */
const ALWAYS = new Set(
  (
    'charge coupon credit_note customer dispute invoice payment_intent payment_method payout plan price ' +
    'product promotion_code quote refund setup_intent shipping_rate subscription subscription_item tax_rate'
  ).split(' '),
)

/** Page limits of list and search, which only the documentation's prose gives. */
const LIMIT: Schema = { type: 'integer', minimum: 1, maximum: 100 }

/**
 * @param answer the fields of the kind that the operation answers with
 * @param paged whether `limit` counts a page
 */
export function relate(
  parameters: ObjectSchema,
  answer: Fields | undefined,
  paged: boolean,
): ObjectSchema {
  const fields = [...parameters.fields].map(([name, field]): [string, Field] => {
    if (paged && name === 'limit') return [name, { ...field, schema: LIMIT }]
    return [name, related(name, field, answer?.get(name))]
  })
  return { type: 'object', fields: new Map(fields) }
}

function related(name: string, field: Field, shown: Field | undefined): Field {
  const schema = relatedSchema(name, field.schema, shown?.schema)
  const text = schema.type === 'string' && schema.of === undefined
  // The package marks few of the texts that can be unset; a field that may be null is one.
  const nullable = field.nullable || (text && !field.required && shown?.nullable === true)
  return { ...field, schema, nullable }
}

function relatedSchema(name: string, schema: Schema, shown: Schema | undefined): Schema {
  switch (schema.type) {
    case 'string':
      return named(name, schema, shown)
    case 'array':
      return { type: 'array', items: relatedSchema(singular(name), schema.items, itemsOf(shown)) }
    case 'object':
      return relate(schema, shown?.type === 'object' ? shown.fields : undefined, false)
    case 'union':
      return { type: 'union', of: schema.of.map((one) => relatedSchema(name, one, shown)) }
    default:
      return schema
  }
}

function named(name: string, schema: StringSchema, shown: Schema | undefined): Schema {
  const kinds = shown?.type === 'kind' && shown.expandable ? shown.kinds : []
  // Accounts are nobody's objects: whether one may be named depends on who asks.
  if (kinds.length > 0 && !kinds.includes('account')) return { ...schema, of: kinds }
  return ALWAYS.has(name) ? { ...schema, of: [name] } : schema
}

function itemsOf(schema: Schema | undefined): Schema | undefined {
  return schema?.type === 'array' || schema?.type === 'list' ? schema.items : undefined
}

function singular(name: string): string {
  return name.replace(/s$/, '')
}
