/** Pages of a list by cursor: which rows are shown, and where its neighbours begin. */

/** How many rows a page shows. */
export const PAGE_SIZE = 20

export type Direction = 'after' | 'before'

export interface ListedPage<Row> {
  rows: Row[]
  /** The id the neighbouring page begins behind; undefined where there is none. */
  newer: string | undefined
  older: string | undefined
}

/**
 * @param found one row more than a page, newest first; behind a `before` cursor, nearest first
 * @param direction of the cursor it was asked with; undefined: the first page
 */
export function pageFrom<Row extends { id: string }>(
  found: readonly Row[],
  direction: Direction | undefined,
): ListedPage<Row> {
  const more = found.length > PAGE_SIZE
  const rows = found.slice(0, PAGE_SIZE)
  if (direction === 'before') rows.reverse()
  const hasNewer = direction === 'before' ? more : direction === 'after'
  const hasOlder = direction === 'before' ? true : more
  return {
    rows,
    newer: hasNewer ? rows[0]?.id : undefined,
    older: hasOlder ? rows.at(-1)?.id : undefined,
  }
}
