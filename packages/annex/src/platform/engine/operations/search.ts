/** GET of a search: what the query asks for, newest first, a page at a time. */
import type { Kind } from '../../../catalogue/kinds.js'
import { LIST_SEPARATOR } from '../../../core/layout.js'
import {
  countFound,
  searchObjects,
  type ObjectSearch,
  type SearchCursor,
} from '../../store/object-search.js'
import type { Engine } from '../context.js'
import { invalidSearchPage } from '../refusals/search.js'
import type { Asked } from '../route.js'
import { clauseFor, type SearchFields } from '../search/fields.js'
import { readQuery } from '../search/query.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { pageOf } from './page.js'

/** Beyond so many nobody counts exactly. */
const MOST_COUNTED = 10_000

/** Undefined when the kind cannot be searched. */
export function search(
  engine: Engine,
  kind: Kind,
  asked: Asked,
  work: UnitOfWork,
): Body | undefined {
  const fields = engine.searchable.get(kind)
  if (fields === undefined) return undefined
  const { account, livemode } = work.caller
  const place = { account, livemode, kind }
  const { limit } = pageOf<never>({ limit: asked.params.limit }, noCursor)
  const wanted = searchFrom(asked, fields)
  const after = cursorFrom(asked.params.page)
  const rows = searchObjects(engine.store, place, wanted, { after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    ...{ form: 'list', kind, url: asked.url, hasMore: last !== undefined },
    data: shown.map((row) => row.body).join(LIST_SEPARATOR),
    search: {
      nextPage: last === undefined ? null : pageAfter(last),
      ...(asked.expand.has('total_count') && {
        totalCount: countFound(engine.store, place, wanted, MOST_COUNTED),
      }),
    },
  }
}

function searchFrom({ params, operation }: Asked, fields: SearchFields): ObjectSearch {
  const { join, clauses } = readQuery(String(params.query))
  const resource = operation.path.split('/').at(-2) ?? ''
  return { join, clauses: clauses.map((clause) => clauseFor(clause, fields, resource)) }
}

function noCursor(): never {
  throw new Error('A search has no cursor of that sort.')
}

/** Opaque to clients: where the next page begins. */
function pageAfter({ created, seq }: SearchCursor): string {
  return Buffer.from(`${created}.${seq}`).toString('base64url')
}

function cursorFrom(page: unknown): SearchCursor | undefined {
  if (typeof page !== 'string') return undefined
  const found = /^(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(page, 'base64url').toString('latin1'))
  if (found === null) throw invalidSearchPage()
  return { created: Number(found[1]), seq: Number(found[2]) }
}
