/**
 * Checks decoded parameters against an operation's schema, in Stripe's words, and turns them into
 * plain values: numbers as numbers, booleans as booleans, hashes as objects, lists as arrays.
 *
 * "Unset" is `null`: an empty value for a parameter that can be unset. A parameter that wasn't sent
 * is absent. In metadata an empty text stays an empty text and asks for that key's removal, and
 * `metadata: null` asks for the removal of all. Metadata and maps are objects without a prototype.
 */
import type { FormHash, FormValue } from '../../core/form.js'
import type { Field, Fields, Schema } from '../../catalogue/schema.js'
import type { Params } from './behaviour.js'
import { metadataOf } from './metadata.js'
import {
  cannotUnset,
  invalidArray,
  invalidObject,
  parameterMissing,
  parametersUnknown,
} from './refusals/parameters.js'
import { elementsOf } from './elements.js'
import { scalar } from './scalars.js'
import { firstFitting } from './union.js'

const EXPAND: Field = {
  schema: { type: 'array', items: { type: 'string' } },
  required: false,
  nullable: false,
  includable: false,
}

/** @throws Refusal: unknown parameters first, then missing ones, then values, in the order sent */
export function validate(given: FormHash, fields: Fields): Params {
  return object(given, fields, '')
}

function object(given: FormHash, fields: Fields, parent: string): Record<string, unknown> {
  refuseUnknown(given, fields, parent)
  refuseMissing(given, fields, parent)
  const values: Record<string, unknown> = {}
  for (const [name, value] of given) {
    const field = fieldOf(fields, name, parent)
    if (field) values[name] = check(value, field, nested(parent, name))
  }
  return values
}

// The package leaves `expand` out of some operations; the API takes it everywhere.
function fieldOf(fields: Fields, name: string, parent: string): Field | undefined {
  return fields.get(name) ?? (parent === '' && name === 'expand' ? EXPAND : undefined)
}

function refuseUnknown(given: FormHash, fields: Fields, parent: string): void {
  let unknown: string[] | undefined
  for (const name of given.keys()) {
    if (!fieldOf(fields, name, parent)) (unknown ??= []).push(nested(parent, name))
  }
  if (unknown) throw parametersUnknown(unknown)
}

function refuseMissing(given: FormHash, fields: Fields, parent: string): void {
  for (const [name, field] of fields) {
    if (field.required && !given.has(name)) throw parameterMissing(nested(parent, name))
  }
}

function check(value: FormValue, field: Field, param: string): unknown {
  if (value !== '') return convert(value, field.schema, param)
  if (field.nullable || field.schema.type === 'metadata') return null
  throw cannotUnset(param)
}

function convert(value: FormValue, schema: Schema, param: string): unknown {
  switch (schema.type) {
    case 'object':
      return object(hash(value, param), schema.fields, param)
    case 'array':
      return array(value, schema, param)
    case 'map':
      return map(hash(value, param), schema.values, param)
    case 'metadata':
      return metadataOf(hash(value, param), param)
    case 'range':
      return object(hash(value, param), RANGE, param)
    case 'union':
      return firstFitting(schema.of, value, (one) => convert(value, one, param))
    case 'any':
    case 'kind':
    case 'list':
      return plain(value)
    default:
      return scalar(value, schema, param)
  }
}

const BOUND: Field = {
  schema: { type: 'integer' },
  required: false,
  nullable: false,
  includable: false,
}
const RANGE: Fields = new Map(['gt', 'gte', 'lt', 'lte'].map((name) => [name, BOUND]))

function array(value: FormValue, schema: Schema & { type: 'array' }, param: string): unknown[] {
  // The one list that Stripe also takes as a single text.
  const elements = param === 'expand' && typeof value === 'string' ? [value] : value
  const list = elementsOf(elements, schema.items, param)
  if (!list) throw invalidArray(param)
  return list.map((one, index) => {
    const name = `${param}[${index}]`
    if (one === '') throw cannotUnset(name)
    return convert(one, schema.items, name)
  })
}

function map(given: FormHash, schema: Schema, param: string): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null)
  for (const [key, value] of given) values[key] = convert(value, schema, nested(param, key))
  return values
}

function hash(value: FormValue, param: string): FormHash {
  if (!(value instanceof Map)) throw invalidObject(param)
  return value
}

function plain(value: FormValue): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  const copy: Record<string, unknown> = Object.create(null)
  for (const [key, one] of value) copy[key] = plain(one)
  return copy
}

function nested(parent: string, name: string): string {
  return parent === '' ? name : `${parent}[${name}]`
}
