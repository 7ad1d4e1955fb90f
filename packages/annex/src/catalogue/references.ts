/** Where an object of a kind refers to other objects. */
import type { Fields, ObjectOfKind, Schema } from './schema.js'

/** One place in an object where another object stands, or its id. */
export interface Reference {
  /** Field names from the outside in; through arrays and lists, `*` stands for each element. */
  readonly path: readonly string[]
  readonly kinds: readonly string[]
  /** An id until it is expanded, rather than a whole object always. */
  readonly expandable: boolean
}

/** Depth first, without entering the objects referred to. */
export function referencesIn(fields: Fields): Reference[] {
  return [...fields].flatMap(([name, field]) => below([name], field.schema))
}

function below(path: readonly string[], schema: Schema): Reference[] {
  switch (schema.type) {
    case 'kind':
      return [reference(path, schema)]
    case 'array':
      return below([...path, '*'], schema.items)
    case 'list':
      return below([...path, 'data', '*'], schema.items)
    case 'map':
      return below([...path, '*'], schema.values)
    case 'union':
      return schema.of.flatMap((one) => below(path, one))
    case 'object':
      return [...schema.fields].flatMap(([name, field]) => below([...path, name], field.schema))
    default:
      return []
  }
}

function reference(path: readonly string[], { kinds, expandable }: ObjectOfKind): Reference {
  return { path, kinds, expandable }
}
