/** Rows of things: one link a row, numbers to the right, a way to the next page. */
import type { Child } from 'hono/jsx'
import { Pager, type PagerProps } from './pager.js'

export interface Column<Row> {
  heading: Child
  cell: (row: Row) => Child
  /** Numbers and times stand to the right. */
  align?: 'end'
  /** Left out on a narrow screen. */
  secondary?: boolean
  /** Cut with an ellipsis rather than broken. */
  clip?: boolean
  nowrap?: boolean
  /** Takes the room the others leave. */
  wide?: boolean
}

export interface TableProps<Row> {
  /** What the rows are, for readers who can't see the heading above. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Makes the first cell a link that the whole row answers to. */
  href?: (row: Row) => string
  /** Shown in place of the table while there are no rows. */
  empty: Child
  pager?: PagerProps | undefined
  id?: string
}

export function Table<Row>({ caption, columns, rows, href, empty, pager, id }: TableProps<Row>) {
  if (rows.length === 0) return <div id={id}>{empty}</div>
  return (
    <div id={id}>
      <div class="table-scroll" role="region" aria-label={caption} tabindex={0}>
        <table class="table">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" {...marks(column)}>
                  {column.heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {columns.map((column, index) => (
                  <td {...marks(column)}>
                    {index === 0 && href ? (
                      <a class="row-link" href={href(row)}>
                        {column.cell(row)}
                      </a>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pager && <Pager {...pager} />}
    </div>
  )
}

function marks<Row>({ align, secondary, clip, nowrap, wide }: Column<Row>) {
  return {
    'data-align': align,
    'data-secondary': secondary ? '' : undefined,
    'data-clip': clip ? '' : undefined,
    'data-nowrap': nowrap ? '' : undefined,
    'data-wide': wide ? '' : undefined,
  }
}
