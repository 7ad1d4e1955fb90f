/** One page of a list: its size, where it begins, and which way it goes. */
import { parametersExclusive } from '../refusals/parameters.js'
import type { Params } from '../behaviour.js'

const DEFAULT_LIMIT = 10

export interface Page<Row> {
  readonly limit: number
  readonly cursor?: { direction: 'after' | 'before'; row: Row }
}

/**
 * @param find the row of a cursor; refuses, naming the parameter, when there never was one
 * @throws Refusal 400
 */
export function pageOf<Row>(params: Params, find: (id: string, param: string) => Row): Page<Row> {
  const { limit: wanted, starting_after, ending_before } = params
  const limit = typeof wanted === 'number' ? wanted : DEFAULT_LIMIT
  if (typeof starting_after === 'string' && typeof ending_before === 'string') {
    throw parametersExclusive(['starting_after', 'ending_before'])
  }
  if (typeof starting_after === 'string') {
    const row = find(starting_after, 'starting_after')
    return { limit, cursor: { direction: 'after', row } }
  }
  if (typeof ending_before !== 'string') return { limit }
  return { limit, cursor: { direction: 'before', row: find(ending_before, 'ending_before') } }
}

/**
 * The page out of one row more than it holds, which says whether there are others.
 * Behind `ending_before` the nearest come first from the store; a page is always newest first.
 */
export function pageFrom<Row>(rows: Row[], page: Page<unknown>): { rows: Row[]; hasMore: boolean } {
  const shown = rows.slice(0, page.limit)
  if (page.cursor?.direction === 'before') shown.reverse()
  return { rows: shown, hasMore: rows.length > page.limit }
}
