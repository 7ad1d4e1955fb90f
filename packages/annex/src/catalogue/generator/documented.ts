/** From a schema of the 2024 document to ours, for operations that no declaration describes. */
import type { Field, ObjectSchema, Schema } from '../schema.js'
import type { DocumentSchema, OpenApi } from './openapi.js'
import { combine, type Part } from './union.js'

export function documentedFields(described: DocumentSchema, document: OpenApi): ObjectSchema {
  const required = new Set(described.required)
  const fields = Object.entries(described.properties ?? {}).map(([name, one]): [string, Field] => {
    const { schema = ANY, nullable = false } = combine([partOf(name, one, document)])
    return [name, { schema, required: required.has(name), nullable, includable: false }]
  })
  return { type: 'object', fields: new Map(fields) }
}

const ANY: Schema = { type: 'any' }

function partOf(name: string, reference: DocumentSchema, document: OpenApi): Part {
  const described = document.follow(reference) ?? {}
  if (described.anyOf) return combine(described.anyOf.map((one) => partOf(name, one, document)))
  if (described.enum) return words(described.enum)
  switch (described.type) {
    case 'string':
      return { schema: textual(described) }
    case 'integer':
      return { schema: { type: described.format === 'unix-time' ? 'timestamp' : 'integer' } }
    case 'number':
    case 'boolean':
      return { schema: { type: described.type } }
    case 'array':
      return { schema: { type: 'array', items: whole(name, described.items ?? {}, document) } }
    case 'object':
      return { schema: hash(name, described, document) }
    default:
      return { schema: ANY }
  }
}

function whole(name: string, described: DocumentSchema, document: OpenApi): Schema {
  return combine([partOf(name, described, document)]).schema ?? ANY
}

// An empty word among the others is how the document says "can be unset".
function words(values: readonly string[]): Part {
  const named = values.filter((word) => word !== '')
  return { words: named, nullable: named.length < values.length }
}

function textual({ format, maxLength }: DocumentSchema): Schema {
  if (format === 'decimal') return { type: 'decimal' }
  return maxLength === undefined ? { type: 'string' } : { type: 'string', maxLength }
}

function hash(name: string, described: DocumentSchema, document: OpenApi): Schema {
  const properties = Object.keys(described.properties ?? {})
  if (name === 'metadata') return { type: 'metadata' }
  if (properties.includes('gte') && properties.includes('lt')) return { type: 'range' }
  if (properties.length > 0) return documentedFields(described, document)
  const values = described.additionalProperties
  if (typeof values !== 'object') return { type: 'object', fields: new Map() }
  return { type: 'map', values: whole(name, values, document) }
}
