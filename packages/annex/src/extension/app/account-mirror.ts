/** One connected account as the mirror has it: lists, single objects and SQL, without asking Stripe. */
import type { Kinds } from '../../catalogue/kinds.js'
import type { Choice } from '../mirror/choice.js'
import { SCHEMA, type Table } from '../mirror/schema.js'
import type { KindOf, KnownTable } from '../mirror/table.js'
import { queryAccount } from '../store/account-sql.js'
import type { Connection } from '../store/connections.js'
import type { Database } from '../store/database.js'
import { listPage, type Condition } from '../store/mirror-list.js'
import { findMirrored } from '../store/mirrored.js'
import { ListRefused, NoSuchKind } from './refusals.js'

/** An object of the official `stripe` package, by its table: `charges` holds `Stripe.Charge`. */
export type Mirrored<T extends KnownTable> = Kinds[KindOf<T>]

export interface MirrorPage<T> {
  data: T[]
  has_more: boolean
}

/** A page when awaited; iterated, everything from there on. */
export interface MirrorList<T> extends Promise<MirrorPage<T>>, AsyncIterable<T> {}

export interface Range {
  gt?: number
  gte?: number
  lt?: number
  lte?: number
}

/** One value, null for none, several of which one must hold, or a range. */
export type Wanted = string | number | boolean | null | readonly (string | number)[] | Range

/** Columns that are not at the top of an object, or not in it at all. */
type Deep = 'subscription' | 'price' | 'product' | 'charge' | 'payment_intent' | 'coupon' | 'parent'

/** By the columns of `docs/mirror.md`; one that has none is refused. */
export type Filters<T extends KnownTable> = Partial<
  Record<Extract<keyof Mirrored<T>, string> | Deep, Wanted>
>

export type ListRequest<T extends KnownTable> = Filters<T> & {
  /** Objects a page, 100 when left out, 1000 at most. */
  limit?: number
  /** The last object of the page before. */
  starting_after?: string
}

export interface AccountMirror {
  /** Newest first. Deleted objects are left out. @throws NoSuchKind, ListRefused */
  list<T extends KnownTable>(table: T, request?: ListRequest<T>): MirrorList<Mirrored<T>>
  /** @returns undefined for what is not there, or was deleted */
  retrieve<T extends KnownTable>(table: T, id: string): Promise<Mirrored<T> | undefined>
  /** One statement that reads, where `charges` is the account's own: see `docs/mirror.md`. */
  sql<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
}

export interface MirrorSource {
  database: Database
  mirrors: Choice
  /** @throws NoSuchAccount */
  connection: (account: string) => Promise<Connection>
}

const USUAL = 100
const MOST = 1000

/** @param open resolves once there is a store to read */
export function accountMirror(account: string, open: () => Promise<MirrorSource>): AccountMirror {
  return {
    list: (table, request = {}) => listOf((after) => read(table, request, after)),
    async retrieve<T extends KnownTable>(table: T, id: string) {
      const source = await open()
      const place = { table: tableOf(table, source).name, id }
      const row = await findMirrored(source.database, await source.connection(account), place)
      return row && !row.deleted ? (row.body as unknown as Mirrored<T>) : undefined
    },
    async sql<Row extends object>(text: string, values: readonly unknown[] = []) {
      const source = await open()
      const connection = await source.connection(account)
      return queryAccount<Row>(source.database, connection, { text, values })
    },
  }

  async function read<T extends KnownTable>(
    table: T,
    request: ListRequest<T>,
    starting_after = request.starting_after,
  ): Promise<MirrorPage<Mirrored<T>>> {
    const source = await open()
    const { database } = source
    const { limit = USUAL } = request
    const shape = tableOf(table, source)
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST) throw badLimit(limit)
    const conditions = filtersIn(request).flatMap(([column, wanted]) =>
      conditionsOn(columnOf(shape, column), wanted),
    )
    const key = await source.connection(account)
    const last = { table, id: starting_after ?? '' }
    const after = starting_after === undefined ? undefined : await findMirrored(database, key, last)
    if (starting_after !== undefined && !after) throw unknownCursor(table, starting_after)
    const rows = await listPage(database, key, { table, conditions, limit: limit + 1, after })
    // What Stripe sent for this kind, kept as it came.
    const data = rows.slice(0, limit).map(({ body }) => body as unknown as Mirrored<T>)
    return { data, has_more: rows.length > limit }
  }
}

function listOf<T extends { id?: string }>(
  read: (after?: string) => Promise<MirrorPage<T>>,
): MirrorList<T> {
  const first = read()
  // Somebody who only iterates hears of it there.
  first.catch(() => undefined)
  async function* all(): AsyncGenerator<T> {
    for (let page = await first; ;) {
      yield* page.data
      const last = page.data.at(-1)?.id
      if (!page.has_more || last === undefined) return
      page = await read(last)
    }
  }
  return Object.assign(first, { [Symbol.asyncIterator]: all })
}

/** What is asked of the page itself is no column. */
function filtersIn(request: object): [string, Wanted | undefined][] {
  const entries: [string, Wanted | undefined][] = Object.entries(request)
  return entries.filter(([name]) => name !== 'limit' && name !== 'starting_after')
}

function tableOf(name: string, { mirrors }: MirrorSource): Table {
  const known = mirrors.tables.find((table) => table === name)
  const table = SCHEMA.find((one) => one.name === known)
  if (table) return table
  throw new NoSuchKind(`'${name}' is not mirrored. There are: ${mirrors.tables.join(', ')}.`)
}

/** Its name goes into a statement, so it must be one of ours. */
function columnOf({ name, typed, columns }: Table, wanted: string): string {
  const own = [
    'id',
    'created',
    ...columns.flatMap((one) => (one.name === 'parent' ? ['parent'] : [])),
  ]
  const names = [...own, ...typed.map((column) => column.name)]
  const column = names.find((one) => one === wanted)
  if (column !== undefined) return column
  throw new ListRefused(`${name} can't be listed by '${wanted}'. There are: ${names.join(', ')}.`)
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

function conditionsOn(column: string, wanted: Wanted | undefined): Condition[] {
  if (wanted === undefined) return []
  if (wanted === null) return [{ column, operator: 'is null', value: null }]
  if (typeof wanted !== 'object') return [{ column, operator: '=', value: wanted }]
  if (isSeveral(wanted)) return [{ column, operator: 'any', value: wanted }]
  return Object.entries(wanted).flatMap(([name, value]) => {
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name as keyof Range] : undefined
    if (!operator) throw new ListRefused(`A range knows gt, gte, lt and lte, not '${name}'.`)
    return value === undefined ? [] : [{ column, operator, value }]
  })
}

function isSeveral(
  wanted: Range | readonly (string | number)[],
): wanted is readonly (string | number)[] {
  return Array.isArray(wanted)
}

function badLimit(limit: number): ListRefused {
  return new ListRefused(`A page has 1 to ${MOST} objects, not ${limit}.`)
}

function unknownCursor(table: string, id: string): ListRefused {
  return new ListRefused(`There is no '${id}' in ${table} to begin after.`)
}
