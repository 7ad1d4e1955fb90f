/** An object of a kind before anything is said about it: every field that is always shown is there. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Field, Fields, Schema } from '../../catalogue/schema.js'

/**
 * A new object each time, for the engine to fill. What may be null is null, lists are empty, numbers
 * 0, texts and words empty. Words and embedded objects left that way are no valid answer:
 * `shapeErrors` tells which the engine and the kind's own code forgot.
 */
export function blank(kind: Kind): Record<string, unknown> {
  return blankFields(entryOf(kind).fields)
}

/**
 * @param later what is going to be said of fields that a blank object leaves out. They have their
 * places now: putting a whole object in order for each answer takes three times as long as writing it
 */
export function blankFields(fields: Fields, later: object = {}): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [name, field] of fields) {
    if (isShown(field)) object[name] = blankField(field)
    else if (Object.hasOwn(later, name)) object[name] = undefined
  }
  return object
}

// The package calls many fields optional that are always there and null (`customer.address`).
function isShown(field: Field): boolean {
  return !field.includable && (field.required || field.nullable)
}

export function blankField({ schema, required, nullable }: Field): unknown {
  // Where even its presence is optional, an array is shown empty rather than null.
  if (nullable && (required || schema.type !== 'array')) return null
  return blankValue(schema)
}

function blankValue(schema: Schema): unknown {
  switch (schema.type) {
    case 'boolean':
      return false
    case 'integer':
    case 'number':
    case 'timestamp':
      return 0
    case 'decimal':
      return '0'
    case 'string':
    case 'currency':
      return ''
    case 'enum':
      return schema.values.length === 1 ? schema.values[0] : ''
    case 'metadata':
    case 'map':
      return {}
    case 'array':
      return []
    case 'list':
      return { object: 'list', data: [], has_more: false, url: '' }
    case 'object':
      return blankFields(schema.fields)
    case 'union':
      return schema.of[0] ? blankValue(schema.of[0]) : null
    default:
      return null
  }
}
