/** One schema from the alternatives of a union. */
import type { ObjectOfKind, Schema } from '../schema.js'

/** What one type says; a union collects several. */
export interface Part {
  readonly schema?: Schema
  /** `null`, or `''` in a request. */
  readonly nullable?: boolean
  /** Fixed words. */
  readonly words?: readonly string[]
  /** Words nobody knows yet are possible too. */
  readonly open?: boolean
}

export function combine(parts: readonly Part[]): Part {
  const written = parts.flatMap((part) => (part.schema ? flatten(part.schema) : []))
  const enums = written.filter((one) => one.type === 'enum')
  const words = [
    ...parts.flatMap((part) => part.words ?? []),
    ...enums.flatMap((one) => one.values),
  ]
  const open = [...parts, ...enums].some((one) => one.open)
  const nullable = parts.some((part) => part.nullable)
  const alternatives = joinKinds(written.filter((one) => one.type !== 'enum'))
  if (words.length > 0 || open) alternatives.unshift({ type: 'enum', values: words, open })
  const schema = alternatives.length > 1 ? union(alternatives) : alternatives[0]
  return schema ? { schema, nullable } : { nullable }
}

function flatten(schema: Schema): readonly Schema[] {
  return schema.type === 'union' ? schema.of : [schema]
}

// `string | Customer | DeletedCustomer` is one thing: an id that can be expanded.
function joinKinds(schemas: readonly Schema[]): Schema[] {
  const objects = schemas.filter((one): one is ObjectOfKind => one.type === 'kind')
  if (objects.length === 0) return dedupe(schemas)
  const kinds = [...new Set(objects.flatMap((one) => one.kinds))]
  const named = schemas.some((one) => one.type === 'string')
  const expandable = named || objects.some((one) => one.expandable)
  const deleted = objects.some((one) => one.deleted)
  const rest = schemas.filter((one) => one.type !== 'kind' && one.type !== 'string')
  return [{ type: 'kind', kinds, expandable, deleted }, ...rest]
}

function dedupe(schemas: readonly Schema[]): Schema[] {
  const seen = new Set<string>()
  return schemas.filter((one) => {
    if (one.type === 'object' || one.type === 'array' || one.type === 'map') return true
    if (seen.has(one.type)) return false
    seen.add(one.type)
    return true
  })
}

function union(alternatives: readonly Schema[]): Schema {
  return { type: 'union', of: alternatives }
}
