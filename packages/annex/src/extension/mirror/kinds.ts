/** Which kinds can be mirrored: where each is listed and read, and which other objects it refers to. */
import type { Kind } from '../../catalogue/kinds.js'
import { KIND_TABLE, type Entry, type KnownTable } from './table.js'

export type { KnownTable } from './table.js'

export interface MirroredKind {
  /** Stripe's word in the `object` field. */
  kind: Kind
  table: KnownTable
  /** Null: there is one, read with `/v1/account`. */
  list: string | null
  /** Sent with every page: without it the list would hold back some. */
  query: Readonly<Record<string, string>>
  /** Listed for each owner apart; `list` is then of the owners. */
  owner: Owner | null
  /** Path of one object. @param of its owner, for those that are read below it */
  path: (id: string, of: string) => string
  /** Fields with an id, and the kind it is of: fetched when the mirror has never seen it (O8). */
  parents: Readonly<Record<string, Kind>>
  news: News
  /** Of `parents`, the field whose object takes this one along when it is deleted, without a word. */
  goesWith: string | undefined
  /** Developers choose its id: after a deletion the same id may be another object's. */
  chosenId: boolean
  /** What its lists hold, each in a table of its own. */
  children: readonly Child[]
  /** Mirrored where nothing else is said. */
  byDefault: boolean
}

/**
 * How its changes are heard of. `window`: not all of them are announced, so what was made lately is
 * listed again at each catch-up; `daily`: the whole list once a day, since it can't be asked for less.
 */
export type News = 'events' | 'window' | 'daily'

export interface Owner {
  /** The field of an object that names its owner; without one it is on no list. */
  field: string
  table: KnownTable
  /** Path of what one owner has. */
  path: (id: string) => string
  /** One object is read below its owner too. */
  readBelow: boolean
}

/** Objects inside a list of another: they are there while that list holds them. */
export interface Child {
  kind: Kind
  table: KnownTable
  /** The parent's field that holds the list. */
  field: string
  /** Its own field that names the parent, where it has one. */
  parentField: string | undefined
}

/** In the order their backfills begin. */
export const MIRRORED: readonly MirroredKind[] = tables()
  .filter((table) => !KIND_TABLE[table].inside)
  .map(mirroredKindOf)

export const CHILDREN: readonly Child[] = MIRRORED.flatMap(({ children }) => children)

function tables(): KnownTable[] {
  // The keys of our own literal are exactly the union's words.
  return Object.keys(KIND_TABLE) as KnownTable[]
}

function mirroredKindOf(table: KnownTable): MirroredKind {
  const entry = KIND_TABLE[table]
  const { kind, list = `/v1/${table}`, query = {}, owned, parents = {} } = entry
  const owner = owned ? ownerFor(owned, list) : null
  return {
    ...{ kind, table, query, parents, owner },
    list: kind === 'account' ? null : owner ? '/v1/customers' : list,
    path: (id, of) => pathOf({ kind, list, owner }, id, of),
    news: entry.news ?? 'events',
    goesWith: entry.goesWith,
    chosenId: entry.chosenId ?? false,
    children: childrenOf(table),
    byDefault: entry.byDefault ?? false,
  }
}

/** The only owners there are: customers. */
function ownerFor(owned: NonNullable<Entry['owned']>, list: string): Owner {
  const whose = { field: 'customer', table: 'customers' } as const
  if (owned === 'asked') {
    const path = (id: string) => `${list}?customer=${encodeURIComponent(id)}`
    return { ...whose, path, readBelow: false }
  }
  const path = (id: string) => `/v1/customers/${encodeURIComponent(id)}/${owned.path}`
  return { ...whose, path, readBelow: owned.readBelow ?? false }
}

function pathOf(
  { kind, list, owner }: { kind: Kind; list: string; owner: Owner | null },
  id: string,
  of: string,
): string {
  if (kind === 'account') return '/v1/account'
  const above = owner?.readBelow ? owner.path(of) : list
  return `${above}/${encodeURIComponent(id)}`
}

function childrenOf(parent: KnownTable): Child[] {
  return tables().flatMap((table) => {
    const { kind, inside } = KIND_TABLE[table]
    if (inside?.table !== parent) return []
    return [{ kind, table, field: inside.field, parentField: inside.parentField }]
  })
}

const byKind = new Map<string, MirroredKind>(MIRRORED.map((mirrored) => [mirrored.kind, mirrored]))
const byTable = new Map<string, MirroredKind>(
  MIRRORED.map((mirrored) => [mirrored.table, mirrored]),
)

export class UnknownKind extends Error {}

/** By either of its names: `customer` as in an object, `customers` as in a path or table. */
export function getMirroredKind(name: string): MirroredKind {
  const mirrored = byKind.get(name) ?? byTable.get(name)
  if (mirrored) return mirrored
  throw new UnknownKind(`'${name}' is not mirrored. There are: ${[...byTable.keys()].join(', ')}.`)
}
