/** What the official `stripe` package says exists: the only reader of `catalogue.json`. */
import { readFileSync } from 'node:fs'
import { typesOf, type Types } from './decode.js'
import type { Action, AnswerForm, CatalogueFile, PooledKind, PooledOperation } from './format.js'
import type { EventType, Kind } from './kinds.js'
import { referencesIn, type Reference } from './references.js'
import { createRouter, type Match, type Router } from './router.js'
import type { Fields } from './schema.js'

/** One operation of the API. */
export interface Operation {
  readonly method: string
  /** `/v1/customers/{id}`; the names in braces are what `param` says when the object is missing. */
  readonly path: string
  readonly action: Action
  readonly form: AnswerForm
  /** What it answers with, or lists. More than one where the kind depends on the object. */
  readonly kinds: readonly Kind[]
  /** Decoded when first asked for. */
  readonly parameters: Fields
  /** Not in the official package any more. */
  readonly legacy: boolean
}

/** What is known of one kind of object. */
export interface KindEntry {
  readonly kind: Kind
  /** How messages call it: `No such PaymentMethod: 'pm_9'`. */
  readonly noun: string
  readonly fields: Fields
  readonly references: readonly Reference[]
}

export type Route = Match<Operation>

/** The operation that a method and path name, and the path's parameters, decoded. */
export function routeFor(method: string, path: string): Route | undefined {
  return catalogue().router.find(method, path)
}

/** Every operation of the package, by path; what only `routeFor` still finds is not among them. */
export function operations(): readonly Operation[] {
  return catalogue().operations
}

export function kind(name: Kind): KindEntry {
  const entry = catalogue().kinds.get(name)
  if (!entry) throw new Error(`The catalogue knows no kind '${name}'.`)
  return entry
}

export function isKind(name: string): name is Kind {
  return Object.hasOwn(catalogue().file.kinds, name)
}

export function kinds(): readonly Kind[] {
  return [...catalogue().kinds.keys()]
}

/** The words a field may hold, such as `enumOf('refund', 'status')`; undefined when it is no enum. */
export function enumOf(name: Kind, field: string): readonly string[] | undefined {
  const schema = kind(name).fields.get(field)?.schema
  return schema?.type === 'enum' ? schema.values : undefined
}

/** Where objects of a kind refer to others. */
export function referencesOf(name: Kind): readonly Reference[] {
  return kind(name).references
}

/** What ids of a kind begin with, without the underscore; undefined where ids are chosen or natural. */
export function prefixOf(name: Kind, livemode = false): string | undefined {
  const prefix = catalogue().file.kinds[name]?.prefix
  return livemode ? prefix?.replace(/_test$/, '_live') : prefix
}

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(catalogue().file.events, type)
}

export function eventTypes(): readonly EventType[] {
  return Object.keys(catalogue().file.events).filter(isEventType)
}

/** The kinds an event's `data.object` may be. */
export function kindsOfEvent(type: EventType): readonly Kind[] {
  return (catalogue().file.events[type] ?? []).filter(isKind)
}

/** The version the installed package is pinned to. */
export function apiVersion(): string {
  return catalogue().file.apiVersion
}

/** All versions the package knows, oldest first. */
export function apiVersions(): readonly string[] {
  return catalogue().file.apiVersions
}

interface Loaded {
  readonly file: CatalogueFile
  readonly operations: readonly Operation[]
  readonly router: Router<Operation>
  readonly kinds: ReadonlyMap<Kind, KindEntry>
}

let loaded: Loaded | undefined

// Read when first asked: it takes 12 to 16 ms on a cold process (484 KB of JSON are 8 of them), and
// a server has to be ready before anybody asks. Types are decoded one by one, as requests need them.
function catalogue(): Loaded {
  return (loaded ??= load())
}

function load(): Loaded {
  const text = readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')
  const file: CatalogueFile = JSON.parse(text)
  const types = typesOf(file.types)
  const operations = file.operations.map((one) => new OperationEntry(one, types))
  const router = createRouter<Operation>()
  for (const operation of operations) router.add(operation.method, operation.path, operation)
  const kinds = new Map<Kind, KindEntry>()
  for (const [name, one] of Object.entries(file.kinds) as [Kind, PooledKind][]) {
    kinds.set(name, new Entry(name, one, types))
  }
  return { file, operations: operations.filter((one) => !one.legacy), router, kinds }
}

class OperationEntry implements Operation {
  readonly method: string
  readonly path: string
  readonly action: Action
  readonly form: AnswerForm
  readonly kinds: readonly Kind[]
  readonly legacy: boolean
  readonly #place: number
  readonly #types: Types

  constructor(one: PooledOperation, types: Types) {
    this.method = one.method
    this.path = one.path
    this.action = one.action
    this.form = one.form
    // `kinds.ts` is generated together with these words.
    this.kinds = one.kinds as readonly Kind[]
    this.legacy = one.legacy === 1
    this.#place = one.parameters
    this.#types = types
  }

  get parameters(): Fields {
    return this.#types.fields(this.#place)
  }
}

class Entry implements KindEntry {
  readonly kind: Kind
  readonly noun: string
  readonly #place: number
  readonly #types: Types
  #references: readonly Reference[] | undefined

  constructor(name: Kind, one: PooledKind, types: Types) {
    this.kind = name
    this.noun = one.noun ?? name
    this.#place = one.fields
    this.#types = types
  }

  get fields(): Fields {
    return this.#types.fields(this.#place)
  }

  get references(): readonly Reference[] {
    return (this.#references ??= referencesIn(this.fields))
  }
}
