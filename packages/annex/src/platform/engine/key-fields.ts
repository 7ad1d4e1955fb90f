/** Which fields of a kind lists look up through an index: the texts its lists filter by. */
import { kind as entryOf, operations, routeFor } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Schema } from '../../catalogue/schema.js'

const known = new Map<Kind, readonly string[]>()

/** Fields some list of the kind is filtered by, or that say under whom such a list stands. */
export function keyFields(kind: Kind): readonly string[] {
  const fields = known.get(kind) ?? compute(kind)
  known.set(kind, fields)
  return fields
}

function compute(kind: Kind): string[] {
  const lists = operations().filter(
    ({ action, kinds }) => action === 'list' && kinds.includes(kind),
  )
  const filters = new Set(lists.flatMap((list) => [...list.parameters.keys()]))
  const owners = new Set<string>(lists.flatMap((list) => ownersOf(list.path)))
  return [...entryOf(kind).fields]
    .filter(
      ([name, { schema }]) =>
        // A field with its owner's name holds the owner's id, also where its type is plain text.
        ((filters.has(name) || owners.has(name)) && isText(schema)) || refersTo(schema, owners),
    )
    .map(([name]) => name)
}

/** `customer` for `/v1/customers/{id}/tax_ids`. */
function ownersOf(path: string): readonly Kind[] {
  const above = path.slice(0, path.lastIndexOf('}') + 1)
  return routeFor('GET', above)?.value.kinds ?? []
}

function isText(schema: Schema): boolean {
  return schema.type === 'string' || (schema.type === 'kind' && schema.expandable)
}

function refersTo(schema: Schema, owners: ReadonlySet<string>): boolean {
  return (
    schema.type === 'kind' && schema.expandable && schema.kinds.some((kind) => owners.has(kind))
  )
}
