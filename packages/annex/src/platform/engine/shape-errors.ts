/** Where an answer departs from the shape the catalogue gives its kind. Tests hold every answer to it. */
import { isKind, kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Field, Fields, ObjectOfKind, Schema } from '../../catalogue/schema.js'

/** One line for each departure: `customer.balance: missing`. None when the object is as it should be. */
export function shapeErrors(kind: Kind, object: unknown): string[] {
  if (!isHash(object)) return [`${kind}: not an object`]
  if (object.deleted === true) return stubErrors(kind, object)
  return fieldErrors(object, entryOf(kind).fields, kind)
}

type Hash = Readonly<Record<string, unknown>>

function fieldErrors(object: Hash, fields: Fields, path: string): string[] {
  const unknown = Object.keys(object).filter((name) => !fields.has(name))
  return [
    ...unknown.map((name) => `${path}.${name}: not in the catalogue`),
    ...[...fields].flatMap(([name, field]) => fieldError(object[name], field, `${path}.${name}`)),
  ]
}

function fieldError(value: unknown, field: Field, path: string): string[] {
  if (value === undefined) return field.required ? [`${path}: missing`] : []
  if (value === null) return field.nullable ? [] : [`${path}: null`]
  return valueErrors(value, field.schema, path)
}

function valueErrors(value: unknown, schema: Schema, path: string): string[] {
  switch (schema.type) {
    case 'any':
    case 'file':
      return []
    case 'array':
      if (!Array.isArray(value)) return wrong(value, 'an array', path)
      return value.flatMap((one, index) => valueErrors(one, schema.items, `${path}[${index}]`))
    case 'union': {
      const errors = schema.of.map((one) => valueErrors(value, one, path))
      return errors.find((found) => found.length === 0) ?? errors[0] ?? []
    }
    case 'kind':
      return kindErrors(value, schema, path)
    case 'object':
    case 'map':
    case 'metadata':
    case 'list':
    case 'range':
      return isHash(value) ? hashErrors(value, schema, path) : wrong(value, 'an object', path)
    default:
      return scalarErrors(value, schema, path)
  }
}

function hashErrors(value: Hash, schema: Schema, path: string): string[] {
  switch (schema.type) {
    case 'object':
      return fieldErrors(value, schema.fields, path)
    case 'map':
      return entries(value, path).flatMap(([name, one]) => valueErrors(one, schema.values, name))
    case 'metadata':
      return entries(value, path).flatMap(([name, one]) => valueErrors(one, TEXT, name))
    case 'list':
      return listErrors(value, schema.items, path)
    default:
      return []
  }
}

const TEXT: Schema = { type: 'string' }

function entries(value: Hash, path: string): [string, unknown][] {
  return Object.entries(value).map(([key, one]) => [`${path}.${key}`, one])
}

function listErrors(list: Hash, items: Schema, path: string): string[] {
  if (!Array.isArray(list.data)) return wrong(list.data, 'an array', `${path}.data`)
  const data: unknown[] = list.data
  return [
    ...(list.object === 'list' ? [] : [`${path}.object: not 'list'`]),
    ...(typeof list.has_more === 'boolean'
      ? []
      : wrong(list.has_more, 'boolean', `${path}.has_more`)),
    ...(typeof list.url === 'string' && list.url !== '' ? [] : [`${path}.url: empty`]),
    ...data.flatMap((one, index) => valueErrors(one, items, `${path}.data[${index}]`)),
  ]
}

function kindErrors(value: unknown, schema: ObjectOfKind, path: string): string[] {
  if (typeof value === 'string') {
    return schema.expandable && value !== '' ? [] : wrong(value, schema.kinds.join(' or '), path)
  }
  if (!isHash(value)) return wrong(value, schema.kinds.join(' or '), path)
  const { object } = value
  if (typeof object !== 'string' || !isKind(object) || !schema.kinds.includes(object)) {
    return wrong(object, schema.kinds.join(' or '), `${path}.object`)
  }
  if (value.deleted === true && !schema.deleted) return [`${path}: deleted`]
  return shapeErrors(object, value).map((line) => line.replace(object, path))
}

function stubErrors(kind: Kind, stub: Hash): string[] {
  const right = typeof stub.id === 'string' && stub.object === kind
  return right ? [] : [`${kind}: not the stub of a deleted object`]
}

function scalarErrors(value: unknown, schema: Schema, path: string): string[] {
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong(value, 'boolean', path)
    case 'number':
      return typeof value === 'number' ? [] : wrong(value, 'a number', path)
    case 'integer':
    case 'timestamp':
      return Number.isSafeInteger(value) ? [] : wrong(value, 'a whole number', path)
    case 'enum':
      return schema.values.some((word) => word === value)
        ? []
        : wrong(value, `one of ${schema.values.slice(0, 8).join(', ')}`, path)
    default:
      return typeof value === 'string' ? [] : wrong(value, 'a text', path)
  }
}

function wrong(value: unknown, expected: string, path: string): string[] {
  return [`${path}: ${JSON.stringify(value)?.slice(0, 60)} instead of ${expected}`]
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
