/** What an endpoint was sent, by how it went. */
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Form } from '../../../web/components/form.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Chips } from '../../../web/components/tabs.js'
import { Time } from '../../../web/components/time.js'
import { paths, withQuery } from '../../routes.js'
import { sentence } from '../sentence.js'
import type { DeliveryRow, ListedDelivery } from '../../store/deliveries.js'
import type { EndpointRow } from '../../store/endpoints.js'
import { DeliveryStatus } from './delivery-status.js'

/** The words of the page for the statuses of the table. */
export const DELIVERY_FILTERS = {
  delivered: 'delivered',
  pending: 'pending',
  failed: 'given_up',
} as const satisfies Record<string, DeliveryRow['status']>

export type DeliveryFilter = keyof typeof DELIVERY_FILTERS

export function isDeliveryFilter(word: string): word is DeliveryFilter {
  return Object.hasOwn(DELIVERY_FILTERS, word)
}

export interface DeliveriesCardProps {
  endpoint: EndpointRow
  formToken: string
  now: number
  deliveries: readonly ListedDelivery[]
  filter: DeliveryFilter | undefined
  older: string | undefined
}

export function DeliveriesCard(props: DeliveriesCardProps) {
  const { endpoint, deliveries, filter, older, now } = props
  const here = paths.endpoint(endpoint.id)
  return (
    <Card title="Deliveries" actions={<Recover {...props} />} flush>
      <div class="card-bar">
        <Chips label="Filter by status" tabs={filterTabs(here, filter)} />
      </div>
      <Table
        caption="Deliveries"
        columns={columns(now)}
        rows={deliveries}
        href={({ id }) => paths.delivery(endpoint.id, id)}
        empty={<NoDeliveries filter={filter} here={here} />}
        pager={{ older: older && withQuery(here, { status: filter, before: older }) }}
      />
    </Card>
  )
}

/** Sends again what was missed while the endpoint failed or was disabled. */
function Recover({ endpoint, formToken }: DeliveriesCardProps) {
  if (endpoint.status === 'disabled') return null
  return (
    <Form action={paths.recoverEndpoint(endpoint.id)} formToken={formToken} inline>
      <Button size="small" icon="refresh">
        Send what it missed in 3 days
      </Button>
    </Form>
  )
}

function columns(now: number): Column<ListedDelivery>[] {
  return [
    { heading: 'Event', wide: true, nowrap: true, cell: ({ type }) => type },
    { heading: 'Status', cell: (delivery) => <DeliveryStatus delivery={delivery} now={now} /> },
    { heading: 'Tries', align: 'end', secondary: true, cell: ({ attempts }) => attempts },
    { heading: 'Date', align: 'end', cell: ({ created }) => <Time at={created} now={now} /> },
  ]
}

function filterTabs(here: string, filter: DeliveryFilter | undefined) {
  const tabs = Object.keys(DELIVERY_FILTERS).map((word) => ({
    label: sentence(word),
    href: withQuery(here, { status: word }),
    current: word === filter,
  }))
  return [{ label: 'All', href: here, current: filter === undefined }, ...tabs]
}

function NoDeliveries({ filter, here }: { filter: DeliveryFilter | undefined; here: string }) {
  if (filter) {
    const all = <ButtonLink href={here}>Show all</ButtonLink>
    return <EmptyState title={`Nothing ${filter}`} icon="send" action={all} />
  }
  return (
    <EmptyState title="Nothing was sent yet" icon="send">
      The next event this endpoint asked for is posted within a second and appears here.
    </EmptyState>
  )
}
