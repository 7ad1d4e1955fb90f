/** One event: what changed, who asked for it, and where word of it went. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { EventDelivery } from '../../store/delivery-reports.js'
import type { ListedEvent } from '../../store/event-list.js'
import { DeliveryStatus } from '../endpoints/delivery-status.js'
import { pageOf } from '../links.js'
import { changedFields, type ChangedField, type EventBody } from './event-words.js'

export interface EventPageProps {
  frame: Frame
  now: number
  event: ListedEvent
  body: EventBody
  deliveries: readonly EventDelivery[]
}

export function EventPage({ frame, now, event, body, deliveries }: EventPageProps) {
  const changed = changedFields(body)
  return (
    <AppFrame frame={frame} title={event.type}>
      <PageHeader
        up={{ label: 'Events', href: paths.events }}
        title={event.type}
        lead={<Id id={event.id} />}
      />
      <div class="columns">
        <div class="stack">
          {changed.length > 0 && (
            <Card title="What changed" flush>
              <Table caption="Changed fields" columns={CHANGES} rows={changed} empty="" />
            </Card>
          )}
          <Card title="Deliveries" flush>
            <Table
              caption="Deliveries of this event"
              columns={deliveryColumns(now)}
              rows={deliveries}
              href={(delivery) => paths.delivery(delivery.endpoint, delivery.id)}
              empty={<NoDeliveries />}
            />
          </Card>
          <Card title="The object as it was then">
            <JsonViewer
              value={body.object}
              label="Object as JSON"
              open={1}
              hrefOf={pageOf}
              changed={changed.map(({ field }) => field)}
            />
          </Card>
          <Card title="Event">
            <JsonViewer value={body.whole} label="Event as JSON" open={0} hrefOf={pageOf} />
          </Card>
        </div>
        <Card title="Details">
          <KeyValues narrow facts={factsOf(event, body)} />
        </Card>
      </div>
    </AppFrame>
  )
}

function factsOf(event: ListedEvent, body: EventBody) {
  const { object_id, created } = event
  return [
    ['Object', object_id && <Id id={object_id} href={pageOf(object_id)} />],
    ['Happened', <Time at={created} exact />],
    [
      'Source',
      body.requestId ? (
        <Id id={body.requestId} href={paths.request(body.requestId)} />
      ) : (
        'By itself'
      ),
    ],
    ['Idempotency key', body.idempotencyKey && <code>{body.idempotencyKey}</code>],
  ] as const
}

const CHANGES: Column<ChangedField>[] = [
  { heading: 'Field', cell: ({ field }) => <code>{field}</code> },
  { heading: 'Before', cell: ({ before }) => <code class="muted">{before}</code> },
  { heading: 'After', wide: true, cell: ({ after }) => <code>{after}</code> },
]

function deliveryColumns(now: number): Column<EventDelivery>[] {
  return [
    { heading: 'Endpoint', wide: true, clip: true, cell: ({ url, endpoint }) => url ?? endpoint },
    { heading: 'Status', cell: (delivery) => <DeliveryStatus delivery={delivery} now={now} /> },
    { heading: 'Tries', align: 'end', secondary: true, cell: ({ attempts }) => attempts },
  ]
}

function NoDeliveries() {
  return (
    <EmptyState title="No endpoint was listening" icon="webhook">
      When this happened, no webhook endpoint of yours asked for events of this type.
    </EmptyState>
  )
}
