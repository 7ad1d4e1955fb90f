/** Adds to a schema what the 2024 document knows: whole or fractional, points in time, lengths. */
import type { Field, ObjectSchema, Schema } from '../schema.js'
import type { DocumentSchema, OpenApi } from './openapi.js'

export function refineFields(
  schema: ObjectSchema,
  described: DocumentSchema | undefined,
  document: OpenApi,
): ObjectSchema {
  const properties = described?.properties ?? {}
  const fields = [...schema.fields].map(([name, field]): [string, Field] => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined
    return [name, { ...field, schema: refine(field.schema, known, document) }]
  })
  return { type: 'object', fields: new Map(fields) }
}

function refine(schema: Schema, reference: DocumentSchema | undefined, document: OpenApi): Schema {
  const described = document.follow(reference)
  if (described?.anyOf && schema.type !== 'union') {
    return described.anyOf.reduce<Schema>((so, one) => refine(so, one, document), schema)
  }
  switch (schema.type) {
    case 'integer':
    case 'timestamp':
    case 'number':
      return numeric(schema, described)
    case 'string':
      return described?.maxLength === undefined
        ? schema
        : { type: 'string', maxLength: described.maxLength }
    case 'array':
      return { type: 'array', items: refine(schema.items, described?.items, document) }
    case 'map':
      return { type: 'map', values: refine(schema.values, valuesOf(described), document) }
    case 'union':
      return { type: 'union', of: schema.of.map((one) => refineOne(one, described, document)) }
    case 'object':
      return refineFields(schema, described, document)
    default:
      return schema
  }
}

// Alternatives are paired by what they look like; the first that looks alike describes.
function refineOne(
  schema: Schema,
  described: DocumentSchema | undefined,
  document: OpenApi,
): Schema {
  const alternatives = (described?.anyOf ?? []).map((one) => document.follow(one) ?? {})
  return refine(
    schema,
    alternatives.find((one) => looksLike(schema, one)),
    document,
  )
}

function looksLike(schema: Schema, described: DocumentSchema): boolean {
  switch (schema.type) {
    case 'integer':
    case 'timestamp':
    case 'number':
      return described.type === 'integer' || described.type === 'number'
    case 'map':
      return described.type === 'object'
    default:
      return described.type === schema.type
  }
}

function numeric(schema: Schema, described: DocumentSchema | undefined): Schema {
  if (described?.format === 'unix-time') return { type: 'timestamp' }
  if (described?.type === 'number') return { type: 'number' }
  if (described?.type !== 'integer') return schema
  return schema.type === 'timestamp' ? schema : { type: 'integer' }
}

function valuesOf(described: DocumentSchema | undefined): DocumentSchema | undefined {
  const values = described?.additionalProperties
  return typeof values === 'object' ? values : undefined
}
