/** Everything that happened in an account, newest first. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Chips } from '../../../web/components/tabs.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import type { ListedEvent } from '../../store/event-list.js'
import { pageOf } from '../links.js'

export interface EventsPageProps {
  frame: Frame
  now: number
  events: readonly ListedEvent[]
  type: string | undefined
  newer: string | undefined
  older: string | undefined
}

/** The families most people look for. */
const FAMILIES = ['payment_intent.*', 'charge.*', 'customer.*', 'account.*']

export function EventsPage({ frame, now, events, type, newer, older }: EventsPageProps) {
  return (
    <AppFrame frame={frame} title="Events">
      <PageHeader
        title="Events"
        lead="Each change of an object is announced by one event. They are kept for 30 days."
      />
      <div class="row" data-spread>
        <Chips label="Filter by family" tabs={familyTabs(type)} />
        <form class="filters" method="get" action={paths.events} role="search">
          <input
            class="input input-small"
            type="search"
            name="type"
            value={type}
            placeholder="customer.updated"
            aria-label="Type of event; * stands for anything"
          />
          <button class="button">Filter</button>
        </form>
      </div>
      <Card flush>
        <Table
          caption="Events"
          columns={columns(now)}
          rows={events}
          href={({ id }) => paths.event(id)}
          empty={<NoEvents type={type} />}
          pager={{
            newer: newer && withQuery(paths.events, { type, before: newer }),
            older: older && withQuery(paths.events, { type, after: older }),
          }}
        />
      </Card>
    </AppFrame>
  )
}

function columns(now: number): Column<ListedEvent>[] {
  return [
    { heading: 'Type', wide: true, nowrap: true, cell: ({ type }) => type },
    {
      heading: 'Object',
      secondary: true,
      cell: ({ object_id }) => object_id && <Id id={object_id} href={pageOf(object_id)} />,
    },
    { heading: 'Event', secondary: true, cell: ({ id }) => <Id id={id} /> },
    { heading: 'Date', align: 'end', cell: ({ created }) => <Time at={created} now={now} /> },
  ]
}

function familyTabs(type: string | undefined) {
  const families = FAMILIES.map((family) => ({
    label: family.replace('.*', '').replace('_', ' '),
    href: withQuery(paths.events, { type: family }),
    current: family === type,
  }))
  return [{ label: 'All', href: paths.events, current: type === undefined }, ...families]
}

function NoEvents({ type }: { type: string | undefined }) {
  if (type !== undefined) {
    return (
      <EmptyState
        title="No events of this type"
        icon="bolt"
        action={<ButtonLink href={paths.events}>Show all</ButtonLink>}
      >
        Types are written as customer.updated; customer.* stands for the whole family.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Nothing has happened yet"
      icon="bolt"
      action={<ButtonLink href={paths.newCustomer}>Add a customer</ButtonLink>}
    >
      As soon as something is created or changed, the event announcing it appears here.
    </EmptyState>
  )
}
