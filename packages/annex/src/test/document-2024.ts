/** Stripe's own document of 2024-04-10 as a judge of answers: what in them it would not have sent. */
import { openDocument, type DocumentSchema } from '../catalogue/generator/openapi.js'

const document = openDocument()

/** Paths of fields that are missing, or of another type than the document says; empty: it is valid. */
export function errorsIn2024(kind: string, object: unknown): string[] {
  const schema = document.ofKind(kind)
  return schema === undefined ? [`${kind} was no kind`] : errorsIn(object, schema, kind)
}

function errorsIn(value: unknown, given: DocumentSchema, path: string): string[] {
  const schema = document.follow(given) ?? given
  if (value === null) return schema.nullable ? [] : [`${path} is null`]
  if (schema.anyOf) return errorsInAny(value, schema.anyOf, path)
  switch (schema.type) {
    case 'object':
      return typeof value === 'object' ? errorsInObject(value, schema, path) : [wrong(path, value)]
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((one, index) => errorsIn(one, schema.items ?? {}, `${path}[${index}]`))
        : [wrong(path, value)]
    case undefined:
      return []
    default:
      return typeof value === JAVASCRIPT[schema.type] ? [] : [wrong(path, value)]
  }
}

const JAVASCRIPT: Readonly<Record<string, string>> = {
  ...{ integer: 'number', number: 'number', string: 'string', boolean: 'boolean' },
}

function errorsInAny(value: unknown, schemas: readonly DocumentSchema[], path: string): string[] {
  const tries = schemas.map((schema) => errorsIn(value, schema, path))
  return tries.find((errors) => errors.length === 0) ?? tries.at(-1) ?? []
}

function errorsInObject(value: object, schema: DocumentSchema, path: string): string[] {
  const fields = new Map<string, unknown>(Object.entries(value))
  const missing = (schema.required ?? []).filter((name) => !fields.has(name))
  const wrong = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    fields.has(name) ? errorsIn(fields.get(name), property, `${path}.${name}`) : [],
  )
  return [...missing.map((name) => `${path}.${name} is missing`), ...wrong]
}

function wrong(path: string, value: unknown): string {
  return `${path} is ${JSON.stringify(value)}`
}

/** The fields, nested ones with their path, that the document knows of a kind. */
export function fieldsIn2024(kind: string): string[] {
  const schema = document.ofKind(kind)
  return schema === undefined ? [] : pathsIn(schema, kind, 0)
}

// Deeper lie details of payment methods, which only ever grow.
const DEEPEST = 3

function pathsIn(given: DocumentSchema, path: string, depth: number): string[] {
  const schema = document.follow(given) ?? given
  const inside = schema.anyOf?.map((one) => document.follow(one) ?? one) ?? [schema]
  const hash = inside.find((one) => one.properties && !one.properties.object)
  if (hash === undefined && schema.type === 'array') return pathsIn(schema.items ?? {}, path, depth)
  const fields = depth === 0 ? schema.properties : hash?.properties
  if (fields === undefined || depth > DEEPEST) return []
  return Object.entries(fields).flatMap(([name, field]) => [
    `${path}.${name}`,
    ...pathsIn(field, `${path}.${name}`, depth + 1),
  ])
}
