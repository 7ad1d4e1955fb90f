/** What parameters say about an object's fields directly: the same name, the same sort of value. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Field, Schema } from '../../catalogue/schema.js'
import type { Params } from './behaviour.js'
import { blankFields, blankField } from './shape.js'

/** Emptied parameters are null here, or what the field is when it cannot be null. */
export function given(kind: Kind, params: Params): Record<string, unknown> {
  const { fields } = entryOf(kind)
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(params)) {
    const field = fields.get(name)
    if (field === undefined || field.includable || !fits(value, field.schema)) continue
    values[name] = value === null ? emptied(field) : whole(value, field.schema)
  }
  return values
}

/** A hash is shown with all its fields, also with those nobody gave. */
function whole(value: unknown, schema: Schema): unknown {
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.map((one: unknown) => whole(one, schema.items))
  }
  if (schema.type === 'map' && isHash(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, whole(one, schema.values)]),
    )
  }
  if (schema.type === 'metadata' && isHash(value)) {
    return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== ''))
  }
  if (schema.type !== 'object' || !isHash(value)) return value
  const values = blankFields(schema.fields)
  for (const [name, one] of Object.entries(value)) {
    const field = schema.fields.get(name)
    if (field !== undefined && fitsWithin(one, field.schema)) {
      values[name] = one === null ? emptied(field) : whole(one, field.schema)
    }
  }
  return values
}

/** An object's own metadata is kept key by key elsewhere; what stands further in is for what comes of it. */
function fitsWithin(value: unknown, schema: Schema): boolean {
  return schema.type === 'metadata' ? isHash(value) : fits(value, schema)
}

/** Where a parameter says something else than the field of its name, the kind says what it means. */
function fits(value: unknown, schema: Schema): boolean {
  if (value === null || value === undefined) return value === null
  switch (schema.type) {
    case 'kind':
      return schema.expandable && typeof value === 'string'
    case 'object':
    case 'map':
      return isHash(value)
    case 'array':
      return Array.isArray(value)
    case 'list':
    case 'metadata':
      return false
    case 'timestamp':
      return typeof value === 'number'
    default:
      return !isHash(value) && !Array.isArray(value)
  }
}

function emptied(field: Field): unknown {
  return field.nullable ? null : blankField(field)
}

function isHash(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
