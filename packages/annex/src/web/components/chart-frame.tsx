/** Around a chart: its title and figure, the comparison, the same numbers as a table, and as CSV. */
import type { Child } from 'hono/jsx'
import { ButtonLink } from './button.js'
import { Card } from './card.js'
import { Disclosure } from './disclosure.js'

export interface ChartFrameProps {
  title: string
  figure?: Child
  /** Beside the figure: what it was before. */
  comparison?: Child
  /** The drawing: an SVG made on the server. */
  children?: Child
  /** The table twin, for readers who can't or would rather not see the drawing. */
  table?: Child
  csv?: string
  actions?: Child
  id?: string
}

export function ChartFrame(props: ChartFrameProps) {
  const { title, figure, comparison, table, csv, children, id } = props
  const actions = (
    <>
      {props.actions}
      {csv && (
        <ButtonLink href={csv} kind="quiet" size="small" icon="download">
          CSV
        </ButtonLink>
      )}
    </>
  )
  return (
    <Card title={title} actions={actions} {...(id ? { id } : {})}>
      <figure class="chart" aria-label={title}>
        {figure && (
          <div>
            <div class="chart-figure">{figure}</div>
            {comparison && <div class="stat-note">{comparison}</div>}
          </div>
        )}
        <div class="chart-drawing">{children}</div>
        {table && <Disclosure summary="Show as table">{table}</Disclosure>}
      </figure>
    </Card>
  )
}
