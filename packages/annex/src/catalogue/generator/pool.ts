/** Writes schemas so that equal ones are written once. */
import type { PooledFields, PooledType } from '../format.js'
import type { Field, Fields, IntegerSchema, ObjectOfKind, Schema, StringSchema } from '../schema.js'

/** The types written so far. */
export interface Pool {
  readonly types: PooledType[]
  /** By what they look like. */
  readonly places: Map<string, number>
}

export function createPool(): Pool {
  return { types: [], places: new Map() }
}

/** The place of a schema, the same for an equal one. */
export function placeOf(pool: Pool, schema: Schema): number {
  const type = pooled(pool, schema)
  const key = JSON.stringify(type)
  const known = pool.places.get(key)
  if (known !== undefined) return known
  pool.places.set(key, pool.types.length)
  return pool.types.push(type) - 1
}

function pooled(pool: Pool, schema: Schema): PooledType {
  switch (schema.type) {
    case 'string':
      return pooledString(schema)
    case 'integer':
      return pooledInteger(schema)
    case 'enum':
      return { enum: schema.values, ...(schema.open ? { open: 1 } : {}) }
    case 'array':
      return { array: placeOf(pool, schema.items) }
    case 'map':
      return { map: placeOf(pool, schema.values) }
    case 'list':
      return { list: placeOf(pool, schema.items) }
    case 'union':
      return { union: schema.of.map((one) => placeOf(pool, one)) }
    case 'kind':
      return pooledKind(schema)
    case 'object':
      return { fields: pooledFields(pool, schema.fields) }
    default:
      return schema.type
  }
}

function pooledFields(pool: Pool, fields: Fields): PooledFields {
  const marked = [...fields].map(([name, field]) => [
    name + marks(field),
    placeOf(pool, field.schema),
  ])
  return Object.fromEntries(marked)
}

function pooledKind({ kinds, expandable, deleted }: ObjectOfKind): PooledType {
  return {
    kind: kinds,
    ...(expandable ? { expandable: 1 } : {}),
    ...(deleted ? { deleted: 1 } : {}),
  }
}

function pooledInteger({ minimum, maximum }: IntegerSchema): PooledType {
  if (minimum === undefined && maximum === undefined) return 'integer'
  return { integer: [minimum ?? null, maximum ?? null] }
}

function pooledString({ maxLength, of }: StringSchema): PooledType {
  if (maxLength === undefined && of === undefined) return 'string'
  return { string: maxLength ?? null, ...(of ? { of } : {}) }
}

function marks(field: Field): string {
  const presence = field.includable ? '+' : field.required ? '' : '?'
  return presence + (field.nullable ? '~' : '')
}
