/** Types of `catalogue.json` as schemas, each made when somebody first asks for it. */
import type { PooledFields, PooledType } from './format.js'
import type { Field, Fields, Schema } from './schema.js'

export interface Types {
  schema(place: number): Schema
  /** @throws Error when the type at `place` has no fields */
  fields(place: number): Fields
}

export function typesOf(pool: readonly PooledType[]): Types {
  const known: Schema[] = []

  function schema(place: number): Schema {
    return (known[place] ??= decode(pool[place] ?? 'any'))
  }

  function decode(type: PooledType): Schema {
    if (typeof type === 'string') return simple(type)
    if ('string' in type) return text(type.string, type.of)
    if ('integer' in type) return integer(type.integer)
    if ('enum' in type) return { type: 'enum', values: type.enum, open: type.open === 1 }
    if ('array' in type) return { type: 'array', items: schema(type.array) }
    if ('map' in type) return { type: 'map', values: schema(type.map) }
    if ('list' in type) return { type: 'list', items: schema(type.list) }
    if ('union' in type) return { type: 'union', of: type.union.map(schema) }
    if ('fields' in type) return { type: 'object', fields: decodeFields(type.fields) }
    const { kind: kinds, expandable, deleted } = type
    return { type: 'kind', kinds, expandable: expandable === 1, deleted: deleted === 1 }
  }

  function decodeFields(fields: PooledFields): Fields {
    return new Map(Object.entries(fields).map(([mark, place]) => fieldOf(mark, schema(place))))
  }

  function fields(place: number): Fields {
    const found = schema(place)
    if (found.type !== 'object') throw new Error(`Type ${place} of the catalogue has no fields.`)
    return found.fields
  }

  return { schema, fields }
}

const MARKED = /^(.*?)([?+]?)(~?)$/

function fieldOf(marked: string, schema: Schema): [string, Field] {
  const [, name = '', presence, nullable] = MARKED.exec(marked) ?? []
  const required = presence === ''
  return [name, { schema, required, nullable: nullable === '~', includable: presence === '+' }]
}

function simple(word: string): Schema {
  switch (word) {
    case 'string':
    case 'integer':
    case 'boolean':
    case 'number':
    case 'decimal':
    case 'timestamp':
    case 'currency':
    case 'metadata':
    case 'range':
    case 'file':
    case 'any':
      return { type: word }
    default:
      throw new Error(`The catalogue holds a type nobody knows: ${word}`)
  }
}

function text(maxLength: number | null, of: readonly string[] | undefined): Schema {
  return {
    type: 'string',
    ...(maxLength === null ? {} : { maxLength }),
    ...(of === undefined ? {} : { of }),
  }
}

function integer([minimum, maximum]: readonly [number | null, number | null]): Schema {
  return {
    type: 'integer',
    ...(minimum === null ? {} : { minimum }),
    ...(maximum === null ? {} : { maximum }),
  }
}
