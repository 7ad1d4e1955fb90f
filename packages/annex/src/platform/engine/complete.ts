/** What a new object still lacks after its parameters: fields every answer has and nobody spoke of. */
import { isKind, kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Fields, Schema } from '../../catalogue/schema.js'
import type { Params } from './behaviour.js'
import { listUrl } from './list-url.js'
import { resourceMissing } from './refusals/objects.js'
import { parameterMissing } from './refusals/parameters.js'
import type { UnitOfWork } from './unit-of-work.js'

export interface Unfinished {
  readonly kind: Kind
  readonly object: Readonly<Record<string, unknown>>
  readonly params: Params
  /** What the operation takes. */
  readonly parameters: Fields
  /** By dotted path. */
  readonly blanks: Readonly<Record<string, unknown>> | undefined
}

/** @throws Refusal when only a parameter could have said it, and it wasn't given */
export function complete(unfinished: Unfinished, work: UnitOfWork): Record<string, unknown> {
  const { kind, object, params, blanks } = unfinished
  const whole: Record<string, unknown> = { ...object }
  for (const [path, value] of Object.entries(blanks ?? {})) {
    const isBlank = whole[path] === false && params[path] === undefined
    if (isBlank) whole[path] = value
    else fill(whole, path.split('.'), value)
  }
  for (const [name, schema] of looseFields(kind)) {
    if (schema.type === 'list') whole[name] = withUrl(whole[name], () => urlOf(unfinished, name))
    else if (schema.type === 'timestamp') whole[name] = moment(unfinished, name, work)
    else if (isUnset(whole[name])) whole[name] = saidBy(unfinished, name, work)
  }
  return whole
}

/** The same for parts of hashes that an update replaces. */
export function filled(
  changes: Readonly<Record<string, unknown>>,
  blanks: Unfinished['blanks'],
): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...changes }
  for (const [path, value] of Object.entries(blanks ?? {})) {
    const [first = '', ...rest] = path.split('.')
    if (rest.length > 0 && Object.hasOwn(changes, first)) fill(whole, [first, ...rest], value)
  }
  return whole
}

const looseOf = new Map<Kind, readonly (readonly [string, Schema])[]>()

/** Fields that are always there, and that a blank object leaves without a valid value. */
function looseFields(kind: Kind): readonly (readonly [string, Schema])[] {
  const fields =
    looseOf.get(kind) ??
    [...entryOf(kind).fields].flatMap(([name, field]) => {
      const { schema, required, nullable } = field
      const isLoose =
        schema.type === 'list' ? !field.includable : required && !nullable && isLeftOpen(schema)
      return isLoose ? [[name, schema] as const] : []
    })
  looseOf.set(kind, fields)
  return fields
}

function isLeftOpen({ type }: Schema): boolean {
  return type === 'enum' || type === 'kind' || type === 'timestamp'
}

/** Some points in time may be given as `now`. */
function moment({ object, params }: Unfinished, field: string, work: UnitOfWork): unknown {
  return params[field] === 'now' ? work.now : object[field]
}

function isUnset(value: unknown): boolean {
  return value === '' || value === null || value === undefined
}

/** Copies what it changes: part of it may belong to the parameters. `*` stands for every key. */
function fill(hash: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (name === '*') {
    for (const key of Object.keys(hash)) fill(hash, [key, ...rest], value)
    return
  }
  const held = hash[name]
  if (rest.length === 0) {
    if (isUnset(held)) hash[name] = value
  } else if (typeof held === 'object' && held !== null) {
    const copy: Record<string, unknown> = { ...held }
    fill(copy, rest, value)
    hash[name] = copy
  }
}

function withUrl(list: unknown, url: () => string): unknown {
  const lacks = typeof list === 'object' && list !== null && 'url' in list && list.url === ''
  return lacks ? { ...list, url: url() } : list
}

function urlOf({ kind, object }: Unfinished, field: string): string {
  return listUrl(kind, String(object.id), field)
}

/** An object that is shown whole where the parameter was its id. */
function saidBy({ kind, object, params, parameters }: Unfinished, name: string, work: UnitOfWork) {
  const id = params[name]
  const { schema } = entryOf(kind).fields.get(name) ?? {}
  if (typeof id === 'string' && schema?.type === 'kind' && !schema.expandable) {
    return shownWhole(schema.kinds.filter(isKind), { id, param: name }, work)
  }
  if (id === undefined && parameters.has(name)) throw parameterMissing(name)
  return object[name]
}

function shownWhole(
  kinds: readonly Kind[],
  { id, param }: { id: string; param: string },
  work: UnitOfWork,
): object {
  for (const kind of kinds) {
    const found = work.find(kind, id)
    if (found !== undefined) return found
  }
  const [kind] = kinds
  const noun = kind === undefined ? param : entryOf(kind).noun
  throw resourceMissing({ noun, id, param, inPath: false })
}
