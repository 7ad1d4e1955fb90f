/** Requests that would be right but for one thing, and the parameter whose fault it is. */
import type { Operation } from '../../catalogue/catalogue.js'
import type { Field, Fields, Schema } from '../../catalogue/schema.js'
import { LEFT_OUT, parametersFor, type Making } from './parameters.js'

export interface Mutation {
  readonly params: object
  /** What a refusal has to name. */
  readonly param: string
  readonly code?: string
  readonly what: 'unknown' | 'missing' | 'wrong type' | 'wrong word' | 'out of range'
}

interface Place {
  readonly path: readonly string[]
  readonly field: Field
}

const DEEPEST = 3
const NONSENSE = 'harbour'

/** @param chosen whether to try this parameter, of the many there are */
export function mutationsOf(
  { parameters }: Operation,
  making: Making,
  chosen: (param: string) => boolean,
): Mutation[] {
  const valid = (wanted: readonly string[]) =>
    parametersFor(parameters, { ...making, wants: (param) => isOnTheWay(param, wanted) })
  const places = placesIn(parameters, []).filter(({ path, field }) => {
    return field.required || chosen(nameOf(path))
  })
  return [
    unknownIn([], valid([])),
    ...places.flatMap((place) => mutationsAt(place, valid(place.path))),
  ]
}

function mutationsAt({ path, field }: Place, params: object): Mutation[] {
  const param = nameOf(path)
  const mutations: Mutation[] = []
  if (field.required) {
    const without = changed(params, path, undefined)
    // A hash that is left with nothing doesn't travel at all.
    if (!isEmptied(without, path)) {
      mutations.push({ params: without, param, code: 'parameter_missing', what: 'missing' })
    }
  }
  if (field.schema.type === 'object') mutations.push(unknownIn(path, params))
  for (const [value, what, code] of wrongFor(field.schema)) {
    const wrong = { params: changed(params, path, value), param, what }
    mutations.push(code === undefined ? wrong : { ...wrong, code })
  }
  return mutations
}

function unknownIn(path: readonly string[], params: object): Mutation {
  const inside = [...path, NONSENSE]
  return {
    ...{ params: changed(params, inside, 'x'), param: nameOf(inside) },
    ...{ code: 'parameter_unknown', what: 'unknown' },
  }
}

type Wrong = readonly [value: unknown, what: Mutation['what'], code?: string]

function wrongFor(schema: Schema): Wrong[] {
  const integer = 'parameter_invalid_integer'
  switch (schema.type) {
    case 'integer':
      return [
        [NONSENSE, 'wrong type', integer],
        ['1.5', 'wrong type', integer],
        ...(schema.maximum === undefined
          ? []
          : [[schema.maximum + 1, 'out of range', integer] satisfies Wrong]),
      ]
    case 'timestamp':
      return [[NONSENSE, 'wrong type', integer]]
    case 'boolean':
    case 'number':
    case 'array':
    case 'object':
    case 'map':
    case 'metadata':
    case 'currency':
    case 'range':
      return [[NONSENSE, 'wrong type']]
    case 'enum':
      return [[NONSENSE, 'wrong word']]
    case 'string':
      return [
        [{ harbour: 'x' }, 'wrong type'],
        ['a'.repeat((schema.maxLength ?? 5000) + 1), 'out of range'],
      ]
    case 'union':
      return schema.of.some(takesText) ? [] : [[NONSENSE, 'wrong type']]
    default:
      return []
  }
}

function takesText({ type }: Schema): boolean {
  return type === 'string' || type === 'any' || type === 'decimal'
}

function placesIn(fields: Fields, above: readonly string[]): Place[] {
  return [...fields].flatMap(([name, field]): Place[] => {
    const path = [...above, name]
    if (LEFT_OUT.has(name) || path.length > DEEPEST) return []
    const [inside, at] = insideOf(field.schema, path)
    const below = inside?.type === 'object' ? placesIn(inside.fields, at) : []
    return [{ path, field }, ...below]
  })
}

function insideOf(schema: Schema, path: readonly string[]): [Schema | undefined, string[]] {
  return schema.type === 'array' ? [schema.items, [...path, '0']] : [schema, [...path]]
}

/** `items[0][price]` */
function nameOf([first = '', ...rest]: readonly string[]): string {
  return first + rest.map((part) => `[${part}]`).join('')
}

function isOnTheWay(param: string, path: readonly string[]): boolean {
  const name = nameOf(path)
  return name === param || name.startsWith(`${param}[`)
}

/** A copy in which one value is another; undefined takes it away. */
function changed(value: unknown, path: readonly string[], to: unknown): Record<string, unknown> {
  const [name = '', ...rest] = path
  const held = typeof value === 'object' && value !== null ? value : {}
  const copy = new Map<string, unknown>(Object.entries(held))
  if (rest.length > 0) copy.set(name, inArray(copy.get(name), rest, to))
  else if (to === undefined) copy.delete(name)
  else copy.set(name, to)
  return Object.fromEntries(copy)
}

function inArray(value: unknown, path: readonly string[], to: unknown): unknown {
  if (!Array.isArray(value) && path[0] !== '0') return changed(value, path, to)
  const [first, ...rest]: unknown[] = Array.isArray(value) ? value : []
  return path.length === 1 ? [to] : [changed(first, path.slice(1), to), ...rest]
}

function isEmptied(params: object, path: readonly string[]): boolean {
  let held: unknown = params
  for (const name of path.slice(0, -1)) held = Object(held)[name]
  return path.length > 1 && Object.keys(Object(held)).length === 0
}
