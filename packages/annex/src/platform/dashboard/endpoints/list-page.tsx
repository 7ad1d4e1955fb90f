/** Where word of an account's events is sent. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { paths } from '../../routes.js'
import { eventTypesOf, successShare, type ListedEndpoint } from './listed.js'

export interface EndpointsPageProps {
  frame: Frame
  endpoints: readonly ListedEndpoint[]
}

export function EndpointsPage({ frame, endpoints }: EndpointsPageProps) {
  const add = (
    <ButtonLink href={paths.newEndpoint} kind="primary" icon="plus">
      Add endpoint
    </ButtonLink>
  )
  return (
    <AppFrame frame={frame} title="Webhooks">
      <PageHeader
        title="Webhooks"
        lead="Your servers hear of events within a second, signed so that they can trust them."
        actions={endpoints.length > 0 && add}
      />
      <Card flush>
        <Table
          caption="Webhook endpoints"
          columns={COLUMNS}
          rows={endpoints}
          href={({ row }) => paths.endpoint(row.id)}
          empty={
            <EmptyState title="No endpoints yet" icon="webhook" action={add}>
              Add the address of your server, and every event you choose is posted there and tried
              again until it answers.
            </EmptyState>
          }
        />
      </Card>
    </AppFrame>
  )
}

const COLUMNS: Column<ListedEndpoint>[] = [
  { heading: 'Address', wide: true, clip: true, cell: ({ row }) => row.url },
  { heading: 'Status', cell: ({ row }) => <Status status={row.status} /> },
  {
    heading: 'Listens to',
    secondary: true,
    nowrap: true,
    cell: ({ row }) => listensTo(row.connect),
  },
  {
    heading: 'Events',
    secondary: true,
    nowrap: true,
    cell: ({ row }) => eventsIn(eventTypesOf(row)),
  },
  { heading: '7 days', align: 'end', cell: ({ counts }) => shareWords(successShare(counts)) },
]

export function listensTo(connect: number): string {
  return connect === 1 ? 'Connected accounts' : 'Your account'
}

export function eventsIn(types: readonly string[]): string {
  if (types.includes('*')) return 'All'
  return types.length === 1 ? (types[0] ?? '') : `${types.length} types`
}

/** `98.5%`; a dash while nothing was settled. */
export function shareWords(share: number | undefined): string {
  if (share === undefined) return '–'
  return share === 1 ? '100%' : `${(share * 100).toFixed(1)}%`
}
