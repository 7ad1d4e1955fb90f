/** Screen E2, Data: the mirrored tables, the rows of one, and one object as it was last seen. */
import { Badge } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { Code } from '../../../web/components/code.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Chips } from '../../../web/components/tabs.js'
import { Table } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { Timeline } from '../../../web/components/timeline.js'
import type { PagerProps } from '../../../web/components/pager.js'
import type { MirroredObject, ObjectEvent } from '../../store/mirrored.js'
import { ConnectionFrame, type ConnectionPageProps } from './connection-frame.js'
import { grouped } from '../kind-groups.js'
import { labelOf } from './history-card.js'

export interface DataPageProps extends ConnectionPageProps {
  kind: string
  kinds: readonly { kind: string; objects: number }[]
  rows: readonly MirroredObject[]
  perPage: number
  pager: PagerProps
}

export function DataPage(props: DataPageProps) {
  const { routes, connection, kind, kinds, rows, perPage, pager, now } = props
  const inOrder = grouped(kinds).flatMap((group) => group.kinds)
  const chips = inOrder.map(({ kind: name, objects }) => ({
    label: labelOf(name),
    href: routes.to('kind', connection.id, name),
    current: name === kind,
    count: objects,
  }))
  return (
    <ConnectionFrame {...props} tab="data">
      <Chips label="Tables" tabs={chips} />
      <Card flush>
        <Table
          caption={labelOf(kind)}
          rows={rows}
          href={(row) => routes.to('object', connection.id, kind, row.id)}
          pager={pager}
          columns={[
            { heading: 'Id', nowrap: true, cell: (row) => <code>{row.id}</code> },
            {
              heading: 'Summary',
              wide: true,
              clip: true,
              cell: (row) => <bdi>{summaryOf(row.body)}</bdi>,
            },
            {
              heading: <span class="visually-hidden">State</span>,
              nowrap: true,
              cell: (row) => row.deleted && <Badge>Deleted</Badge>,
            },
            {
              heading: 'Created',
              align: 'end',
              nowrap: true,
              cell: (row) => (row.created === null ? '–' : <Time at={row.created} now={now} />),
            },
          ]}
          empty={
            <EmptyState title={`No ${labelOf(kind).toLowerCase()} yet`} icon="database">
              Rows appear here as the history is read, newest first.
            </EmptyState>
          }
        />
      </Card>
      <Code
        label="The same in SQL"
        text={`select body from stripe.${kind}\n where account = '${connection.account}' and livemode = ${connection.livemode}\n order by created desc nulls last, id desc limit ${perPage};`}
      />
    </ConnectionFrame>
  )
}

/** The fields most kinds have that tell one object from another. */
const TELLING = [
  'name',
  'description',
  'email',
  'nickname',
  'status',
  'type',
  'amount',
  'currency',
  'unit_amount',
]

function summaryOf(body: Record<string, unknown>): string {
  const values = TELLING.map((field) => body[field]).filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  )
  return values.slice(0, 4).join(' · ')
}

export interface ObjectPageProps extends ConnectionPageProps {
  kind: string
  object: MirroredObject
  events: readonly ObjectEvent[]
  /** The page of an id found inside, when it is mirrored too. */
  hrefOf: (id: string) => string | undefined
}

export function ObjectPage(props: ObjectPageProps) {
  const { object, events, kind, hrefOf, now } = props
  return (
    <ConnectionFrame {...props} tab="data">
      <div class="columns">
        <Card title={<code>{object.id}</code>} lead={labelOf(kind)}>
          <JsonViewer
            value={inStripesOrder(object.body)}
            label={`${object.id} as JSON`}
            hrefOf={hrefOf}
          />
        </Card>
        <div class="stack">
          <Card title="Row">
            <KeyValues
              narrow
              facts={[
                ['Table', <code>stripe.{kind}</code>],
                ['Created', object.created !== null && <Time at={object.created} exact />],
                ['As of', <Time at={object.sec} now={now} />],
                ['Observation', object.obs],
                ['Deleted', object.deleted ? 'Yes: kept so that nothing revives it' : 'No'],
              ]}
            />
          </Card>
          <Card title="Events about it">
            {events.length === 0 ? (
              <p class="muted">None has arrived; it was read from a list.</p>
            ) : (
              <Timeline
                moments={events.map((event) => ({
                  title: <code>{event.type}</code>,
                  detail: event.event,
                  time: <Time at={event.created} now={now} />,
                  icon: 'bolt' as const,
                }))}
              />
            )}
          </Card>
        </div>
      </div>
    </ConnectionFrame>
  )
}

// The database keeps keys by length; people know Stripe's order: id, object, then the alphabet.
function inStripesOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inStripesOrder)
  if (typeof value !== 'object' || value === null) return value
  const rank = (key: string) => (key === 'id' ? 0 : key === 'object' ? 1 : 2)
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, inStripesOrder(inner)]))
}
