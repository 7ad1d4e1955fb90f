/** What a request wants expanded, checked and as a tree: `{ customer: {}, lines: { data: { … } } }`. */
import type { Field, Fields, Schema } from '../../catalogue/schema.js'
import {
  expandThroughData,
  expandTooDeep,
  expandUnknown,
  notExpandable,
  tooManyExpansions,
} from './refusals/objects.js'

export interface Tree extends ReadonlyMap<string, Tree> {}

const MAX_PATHS = 20
const MAX_DEPTH = 4

/**
 * Only the first part of a path is checked, as in the real API; deeper mistakes expand nothing. On
 * a list that is the part after `data`.
 * @param answer what the answer is: one object, a list of them, or a search result
 * @throws Refusal for a first part that cannot be expanded, and for too many or too deep paths
 */
export function expansionTree(
  paths: readonly string[],
  fields: Fields,
  answer: 'object' | 'list' | 'search',
): Tree {
  if (paths.length > MAX_PATHS) throw tooManyExpansions(MAX_PATHS)
  const root = new Map<string, Tree>()
  for (const path of paths) {
    const parts = path.split('.')
    if (parts.length > MAX_DEPTH) throw expandTooDeep(path, MAX_DEPTH)
    if (answer === 'object') checkFirst(parts, fields, path)
    else checkThroughData(parts, fields, { path, answer })
    grow(root, parts)
  }
  return root
}

function checkThroughData(
  parts: readonly string[],
  fields: Fields,
  { path, answer }: { path: string; answer: 'list' | 'search' },
): void {
  const [first = '', ...rest] = parts
  if (answer === 'search' && path === 'total_count') return
  if (first !== 'data') {
    throw fields.has(first) ? expandThroughData(path) : expandUnknown(path)
  }
  if (rest.length === 0) throw notExpandable('data')
  checkFirst(rest, fields, path)
}

function checkFirst(parts: readonly string[], fields: Fields, path: string): void {
  const field = fields.get(parts[0] ?? '')
  if (!field) throw expandUnknown(path)
  if (!isExpandable(field, parts.length > 1)) throw notExpandable(path)
}

function isExpandable(field: Field, further: boolean): boolean {
  return field.includable || (further ? leadsFurther(field.schema) : isReference(field.schema))
}

function isReference(schema: Schema): boolean {
  if (schema.type === 'array') return isReference(schema.items)
  return schema.type === 'kind' && schema.expandable
}

// Whether anything below can be expanded; a whole object inside has fields of its own.
function leadsFurther(schema: Schema): boolean {
  switch (schema.type) {
    case 'kind':
      return true
    case 'array':
    case 'list':
      return leadsFurther(schema.items)
    case 'map':
      return leadsFurther(schema.values)
    case 'union':
      return schema.of.some(leadsFurther)
    case 'object':
      return [...schema.fields.values()].some(
        (field) => field.includable || leadsFurther(field.schema),
      )
    default:
      return false
  }
}

function grow(root: Map<string, Tree>, parts: readonly string[]): void {
  let node = root
  for (const part of parts) {
    const next = new Map(node.get(part))
    node.set(part, next)
    node = next
  }
}
