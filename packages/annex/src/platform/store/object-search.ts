/** Objects found by what they hold rather than by an index: newest first, a page at a time. */
import type { ObjectRow, Place } from './objects.js'
import type { Store, Value } from './store.js'

export interface SearchTest {
  /** A dotted path inside the body, or one key of its metadata. */
  readonly path: string
  readonly inMetadata: boolean
  /** `equal`, `words` (all of them, in order) and `part` don't tell upper from lower case. */
  readonly operator: 'equal' | 'words' | 'part' | 'absent' | '=' | '<' | '<=' | '>' | '>='
  readonly value: string | number | null
}

/** Holds when all tests do; `negated` when not. */
export interface SearchClause {
  readonly tests: readonly SearchTest[]
  readonly negated: boolean
}

export interface ObjectSearch {
  readonly join: 'and' | 'or'
  readonly clauses: readonly SearchClause[]
}

/** The place of a row in the order of answers. */
export type SearchCursor = Pick<ObjectRow, 'created' | 'seq'>

export type FoundRow = Pick<ObjectRow, 'seq' | 'created' | 'body'>

export function searchObjects(
  store: Store,
  place: Place,
  search: ObjectSearch,
  page: { after: SearchCursor | undefined; limit: number },
): FoundRow[] {
  const { condition, values } = conditionOf(search)
  const { after } = page
  const below = after === undefined ? '' : 'and (o.created, o.seq) < (?, ?)'
  return store.all<FoundRow>(
    `select o.seq, o.created, o.body from objects o
      where o.account = ? and o.livemode = ? and o.kind = ? and o.deleted = 0 ${below}
        and (${condition})
      order by o.created desc, o.seq desc limit ? + 0`,
    ...[place.account, place.livemode ? 1 : 0, place.kind],
    ...(after === undefined ? [] : [after.created, after.seq]),
    ...[...values, page.limit],
  )
}

/** How many there are, counted no further than `most`. */
export function countFound(store: Store, place: Place, search: ObjectSearch, most: number): number {
  const { condition, values } = conditionOf(search)
  const found = store.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from objects o
        where o.account = ? and o.livemode = ? and o.kind = ? and o.deleted = 0
          and (${condition})
        limit ? + 0)`,
    ...[place.account, place.livemode ? 1 : 0, place.kind, ...values, most],
  )
  return found?.count ?? 0
}

function conditionOf({ join, clauses }: ObjectSearch): { condition: string; values: Value[] } {
  const values: Value[] = []
  const conditions = clauses.map(({ tests, negated }) => {
    const all = tests.map((test) => {
      values.push(...valuesOf(test))
      return sqlOf(test)
    })
    // What isn't there is neither equal nor smaller, so its negation holds.
    return `${negated ? 'not ' : ''}coalesce(${all.join(' and ')}, 0)`
  })
  return { condition: conditions.join(` ${join} `), values }
}

function sqlOf({ inMetadata, operator }: SearchTest): string {
  const value = inMetadata
    ? `(select value from json_each(o.body, '$.metadata') where key = ?)`
    : 'json_extract(o.body, ?)'
  switch (operator) {
    case 'absent':
      return `${value} is null`
    case 'equal':
    case 'words':
    case 'part':
      return `text_${operator}(${value}, ?)`
    default:
      return `${value} ${operator} ?`
  }
}

function valuesOf({ path, inMetadata, operator, value }: SearchTest): Value[] {
  const place = inMetadata ? path : `$.${path}`
  return operator === 'absent' ? [place] : [place, value]
}
