/** From list parameters to conditions on kept objects, and the keys those are looked up by. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Filter, ListQuery } from '../store/object-list.js'
import type { Keys } from '../store/objects.js'
import type { Engine } from './context.js'
import { invalidRequest, type Refusal } from './errors.js'
import { keyFields } from './key-fields.js'
import type { Params } from './behaviour.js'
import type { UnitOfWork, Where } from './unit-of-work.js'

type Conditions = Pick<ListQuery, 'filters' | 'key'>

const RANGE = new Map([
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const)

/** Every parameter that names a field, compared with it; a kind may say what its others mean. */
export function filtersFrom(
  engine: Engine,
  kind: Kind,
  params: Params,
  work: UnitOfWork,
): Conditions {
  const own = engine.behaviours.get(kind)?.filters ?? {}
  const filters = Object.entries(own).flatMap(([name, filter]) => filter(params[name], work))
  for (const [name, value] of Object.entries(params)) {
    if (Object.hasOwn(own, name) || value === undefined) continue
    const field = fieldFor(kind, name)
    if (field === undefined) throw cannotFilterBy(name)
    filters.push(...comparisons(field, value))
  }
  return withKey(kind, filters)
}

/** Leaving the parameter aside would show what the caller did not ask for. */
function cannotFilterBy(param: string): Refusal {
  const message = `This platform knows the parameter ${param}, but does not filter or order this list by it.`
  return invalidRequest(message, { param })
}

/** The same for what a verb asks of its siblings. */
export function filterFor(kind: Kind, where: Where): Conditions {
  return withKey(
    kind,
    Object.entries(where).flatMap(([field, value]) => comparisons(field, value)),
  )
}

/** The values of an object that lists look up through an index. */
export function keysOf(kind: Kind, object: object): Keys {
  const keys: Record<string, string> = {}
  for (const field of keyFields(kind)) {
    const value: unknown = Reflect.get(object, field)
    if (typeof value === 'string') keys[field] = value
  }
  return keys
}

function withKey(kind: Kind, filters: readonly Filter[]): Conditions {
  const fields = keyFields(kind)
  for (const filter of filters) {
    const { field, operator, value } = filter
    if (operator === '=' && typeof value === 'string' && fields.includes(field)) {
      return { filters: filters.filter((other) => other !== filter), key: { field, value } }
    }
  }
  return { filters }
}

/** `ids` and `lookup_keys` ask for several values of `id` and `lookup_key`. */
function fieldFor(kind: Kind, name: string): string | undefined {
  const { fields } = entryOf(kind)
  // Every object has a time of creation, also where its kind doesn't show one.
  if (name === 'created') return name
  return [name, name.replace(/s$/, '')].find((field) => fields.has(field))
}

/** What `created[gte]=…`, several values or one ask of `field`. */
export function comparisons(field: string, value: unknown): Filter[] {
  if (Array.isArray(value)) return [{ field, operator: 'in', value: value.map(comparable) }]
  if (typeof value !== 'object' || value === null) {
    return [{ field, operator: '=', value: comparable(value) }]
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    for (const [word, operator] of RANGE) {
      if (word === name) return [{ field, operator, value: comparable(inner) }]
    }
    return comparisons(`${field}.${name}`, inner)
  })
}

// SQLite reads JSON's true and false as 1 and 0.
function comparable(value: unknown): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
