/** One page of objects, newest first, filtered by fields. */
import { LIST_SEPARATOR } from '../../core/layout.js'
import type { ObjectRow, Place } from './objects.js'
import type { Store, Value } from './store.js'

/** `field` is a dotted path inside the body; `created` and keyed fields are answered by an index. */
export interface Filter {
  readonly field: string
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'has'
  /** With `has`, where in an element of the array `field` the value stands. */
  readonly inner?: string
  readonly value: Value | readonly Value[]
}

export interface ListQuery {
  readonly filters: readonly Filter[]
  /** A filter that `object_keys` answers, to walk that index rather than the whole kind. */
  readonly key?: { field: string; value: string }
  /** Only objects older than this one (`after`), or newer (`before`). */
  readonly cursor?: { direction: 'after' | 'before'; row: Pick<ObjectRow, 'created' | 'seq'> }
  readonly limit: number
}

/** Up to `limit` rows. Newest first, except behind a `before` cursor, where the nearest come first. */
export function listObjects(store: Store, place: Place, query: ListQuery): ObjectRow[] {
  const { sql, values } = selecting('o.seq, o.id, o.created, o.deleted, o.body', place, query)
  return store.all<ObjectRow>(`${sql} limit ? + 0`, ...[...values, query.limit])
}

/** One page as it goes into an answer. */
export interface ObjectPage {
  /** The objects as they are kept, with `LIST_SEPARATOR` between them, newest first. */
  readonly data: string
  readonly hasMore: boolean
}

/** SQLite joins the page: a hundred rows handed over one by one take several times as long. */
export function pageOfObjects(store: Store, place: Place, query: ListQuery): ObjectPage {
  const { sql, values } = selecting('o.body, o.created, o.seq', place, query)
  // A limited subquery is read in its order; turning it round has to be asked for.
  const order = query.cursor?.direction === 'before' ? ' order by created desc, seq desc' : ''
  const page = store.get<{ data: string; count: number }>(
    `select coalesce(group_concat(body, ?${order}), '') as data, count(*) as count
       from (${sql} limit ? + 0)`,
    ...[LIST_SEPARATOR, ...values, query.limit],
  )
  const isFull = page?.count === query.limit
  return { data: page?.data ?? '', hasMore: isFull && reachesFurther(store, place, query) }
}

function reachesFurther(store: Store, place: Place, query: ListQuery): boolean {
  const { sql, values } = selecting('1', place, query)
  return store.get(`${sql} limit 1 offset ?`, ...[...values, query.limit]) !== undefined
}

function selecting(columns: string, place: Place, query: ListQuery) {
  const { from, order, conditions, values } = query.key
    ? throughKeys(place, query.key)
    : throughKind(place)
  for (const filter of query.filters) {
    conditions.push(conditionFor(filter, `${order}.created`))
    values.push(...valuesFor(filter))
  }
  const backwards = query.cursor?.direction === 'before'
  if (query.cursor) {
    conditions.push(`(${order}.created, ${order}.seq) ${backwards ? '>' : '<'} (?, ?)`)
    values.push(query.cursor.row.created, query.cursor.row.seq)
  }
  const direction = backwards ? 'asc' : 'desc'
  const sql = `select ${columns} from ${from}
      where ${conditions.join(' and ')}
      order by ${order}.created ${direction}, ${order}.seq ${direction}`
  return { sql, values }
}

interface Clauses {
  from: string
  order: 'o' | 'k'
  conditions: string[]
  values: Value[]
}

function throughKind(place: Place): Clauses {
  return {
    from: 'objects o',
    order: 'o',
    conditions: ['o.account = ?', 'o.livemode = ?', 'o.kind = ?', 'o.deleted = 0'],
    values: [place.account, place.livemode ? 1 : 0, place.kind],
  }
}

function throughKeys(place: Place, key: { field: string; value: string }): Clauses {
  const columns = ['value', 'field', 'kind', 'account', 'livemode']
  return {
    from: 'object_keys k join objects o on o.seq = k.seq',
    order: 'k',
    conditions: [...columns.map((column) => `k.${column} = ?`), 'o.deleted = 0'],
    values: [key.value, key.field, place.kind, place.account, place.livemode ? 1 : 0],
  }
}

function conditionFor(filter: Filter, created: string): string {
  if (filter.operator === 'has') {
    return 'exists (select 1 from json_each(o.body, ?) where json_extract(value, ?) is ?)'
  }
  const column = filter.field === 'created' ? created : `json_extract(o.body, ?)`
  if (filter.operator === 'in' || filter.operator === 'not in') {
    return `${column} ${filter.operator} (select value from json_each(?))`
  }
  // Unlike `=`, `is` also finds null.
  return `${column} ${filter.operator === '=' ? 'is' : filter.operator} ?`
}

function valuesFor(filter: Filter): Value[] {
  const value = Array.isArray(filter.value) ? JSON.stringify(filter.value) : plain(filter.value)
  if (filter.operator === 'has') return [`$.${filter.field}`, `$.${filter.inner}`, value]
  return filter.field === 'created' ? [value] : [`$.${filter.field}`, value]
}

function plain(value: Filter['value']): Value {
  return Array.isArray(value) ? JSON.stringify(value) : (value as Value)
}
