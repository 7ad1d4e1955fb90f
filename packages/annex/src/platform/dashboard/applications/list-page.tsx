/** Connected applications, and those that were. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { ConnectionRow } from '../../store/grants.js'
import { Disconnect } from './disconnect-dialog.js'
import { ApplicationName, endedBy, ModeOfConnection, ScopeBadge } from './words.js'

/** With the number of requests in the last seven days. */
export type CountedConnection = ConnectionRow & { requests: number }

export interface ApplicationsPageProps {
  frame: Frame
  now: number
  connections: readonly CountedConnection[]
  livemode: boolean
  formToken: string
}

export function ApplicationsPage(props: ApplicationsPageProps) {
  const { frame, now, connections, livemode, formToken } = props
  const living = connections.filter(({ revoked_at }) => revoked_at === null)
  const ended = connections.filter(({ revoked_at }) => revoked_at !== null)
  return (
    <AppFrame frame={frame} title="Connected applications">
      <PageHeader
        title="Connected applications"
        lead={`Other people’s software that works on this account’s ${livemode ? 'live' : 'test'} data.`}
      />
      <Card flush>
        <Table
          caption="Connected applications"
          columns={columns(now, formToken)}
          rows={living}
          href={({ id }) => paths.application(id)}
          empty={<NothingConnected />}
        />
      </Card>
      {ended.length > 0 && (
        <Card title="Disconnected" lead="They can’t reach this account any more." flush>
          <Table
            caption="Disconnected applications"
            columns={endedColumns(now)}
            rows={ended}
            href={({ id }) => paths.application(id)}
            empty=""
          />
        </Card>
      )}
    </AppFrame>
  )
}

function columns(now: number, formToken: string): Column<CountedConnection>[] {
  return [
    {
      heading: 'Application',
      wide: true,
      cell: (connection) => <ApplicationName connection={connection} />,
    },
    { heading: 'Access', nowrap: true, cell: ({ scope }) => <ScopeBadge scope={scope} /> },
    {
      heading: 'Mode',
      secondary: true,
      cell: ({ livemode }) => <ModeOfConnection livemode={livemode} />,
    },
    {
      heading: 'Requests, 7 days',
      align: 'end',
      secondary: true,
      cell: ({ requests }) => requests.toLocaleString('en-US'),
    },
    {
      heading: 'Last used',
      align: 'end',
      secondary: true,
      cell: ({ last_used }) =>
        last_used === null ? <span class="muted">Never</span> : <Time at={last_used} now={now} />,
    },
    {
      heading: 'Connected',
      align: 'end',
      cell: ({ connected_at }) => connected_at && <Time at={connected_at} now={now} />,
    },
    {
      heading: <span class="visually-hidden">Actions</span>,
      align: 'end',
      cell: (connection) => <Disconnect {...{ connection, formToken }} />,
    },
  ]
}

function endedColumns(now: number): Column<CountedConnection>[] {
  return [
    {
      heading: 'Application',
      nowrap: true,
      cell: (connection) => <ApplicationName connection={connection} />,
    },
    {
      heading: 'How it ended',
      wide: true,
      secondary: true,
      cell: ({ revoked_reason }) => <span class="muted">{endedBy(revoked_reason)}</span>,
    },
    {
      heading: 'Disconnected',
      align: 'end',
      cell: ({ revoked_at }) => revoked_at && <Time at={revoked_at} now={now} />,
    },
  ]
}

function NothingConnected() {
  return (
    <EmptyState title="No application is connected" icon="plug">
      When you press <strong>Connect with Stripe</strong> in another app and allow it, the app
      appears here with what it may do and a way to end it.
    </EmptyState>
  )
}
