/** Expansion: ids become the objects they name, and fields that are left out are filled in. */
import { isKind, prefixOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Fields, ObjectOfKind, Schema } from '../../catalogue/schema.js'
import type { Tree } from './expand-paths.js'

/** Where expansion gets objects from. Both are synchronous, as the store is. */
export interface Source {
  /** The fields of a kind, as the version that is shown has them. */
  fieldsOf(kind: Kind): Fields
  /** The object, or the stub of a deleted one; undefined leaves the id as it is. */
  load(kind: Kind, id: string): object | undefined
  /** The value of a field that is left out of answers (`charge.refunds`); undefined leaves it out. */
  include(kind: Kind, object: object, field: string): unknown
}

/** @returns a copy where something was expanded; the object itself is never changed */
export function expandObject(kind: Kind, object: object, tree: Tree, source: Source): object {
  return expandFields(object, source.fieldsOf(kind), tree, {
    source,
    owner: { kind, object },
  })
}

interface Within {
  readonly source: Source
  /** The whole object around, which includable fields belong to. */
  readonly owner: { readonly kind: Kind; readonly object: object }
}

function expandFields(object: object, fields: Fields, tree: Tree, within: Within): object {
  const expanded = new Map<string, unknown>(Object.entries(object))
  for (const [name, below] of tree) {
    const field = fields.get(name)
    if (!field) continue
    const { kind, object: owner } = within.owner
    const given = expanded.get(name)
    const value =
      given === undefined && field.includable ? within.source.include(kind, owner, name) : given
    if (value !== undefined) expanded.set(name, expandValue(value, field.schema, below, within))
  }
  return Object.fromEntries(expanded)
}

function expandValue(value: unknown, schema: Schema, tree: Tree, within: Within): unknown {
  if (Array.isArray(value)) {
    if (schema.type !== 'array') return value
    return value.map((one: unknown) => expandValue(one, schema.items, tree, within))
  }
  if (schema.type === 'kind') return expandReference(value, schema, tree, within.source)
  if (typeof value !== 'object' || value === null) return value
  switch (schema.type) {
    case 'list':
      return expandList(value, schema.items, tree, within)
    case 'object':
      return expandFields(value, schema.fields, tree, within)
    case 'map':
      return expandMap(value, schema.values, tree, within)
    default:
      return value
  }
}

function expandReference(
  value: unknown,
  schema: ObjectOfKind,
  tree: Tree,
  source: Source,
): unknown {
  const object = typeof value === 'string' ? loadAny(schema.kinds, value, source) : value
  if (typeof object !== 'object' || object === null) return value
  const kind = 'object' in object ? String(object.object) : ''
  if (tree.size === 0 || !isKind(kind) || 'deleted' in object) return object
  return expandObject(kind, object, tree, source)
}

// A field may name objects of several kinds; the prefix says which to look for first.
function loadAny(kinds: readonly string[], id: string, source: Source): object | undefined {
  const known = kinds.filter(isKind)
  const likely = known.filter((kind) => id.startsWith(`${prefixOf(kind)}_`))
  for (const kind of [...likely, ...known.filter((one) => !likely.includes(one))]) {
    const object = source.load(kind, id)
    if (object) return object
  }
  return undefined
}

function expandList(list: object, items: Schema, tree: Tree, within: Within): object {
  const below = tree.get('data')
  if (!below || !('data' in list) || !Array.isArray(list.data)) return list
  const data: unknown[] = list.data
  return { ...list, data: data.map((one) => expandValue(one, items, below, within)) }
}

function expandMap(map: object, values: Schema, tree: Tree, within: Within): object {
  const expanded = Object.entries(map).map(([key, value]): [string, unknown] => {
    const below = tree.get(key)
    return [key, below ? expandValue(value, values, below, within) : value]
  })
  return Object.fromEntries(expanded)
}
