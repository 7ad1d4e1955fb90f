/** One connected application: what it may do, what it did lately, and the way to end it. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { AnswerStatus, Badge } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Id } from '../../../web/components/id.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { safeLink } from '../../../web/safe-link.js'
import { Abilities } from '../../oauth/pages/abilities.js'
import { paths } from '../../routes.js'
import type { ConnectionRow } from '../../store/grants.js'
import type { ListedRequest } from '../../store/request-list.js'
import { Disconnect } from './disconnect-dialog.js'
import { endedBy, ModeOfConnection } from './words.js'

export interface ApplicationPageProps {
  frame: Frame
  now: number
  connection: ConnectionRow
  /** Requests in the last seven days. */
  count: number
  recent: readonly ListedRequest[]
  formToken: string
}

export function ApplicationPage(props: ApplicationPageProps) {
  const { frame, now, connection, count, recent, formToken } = props
  const isConnected = connection.revoked_at === null
  return (
    <AppFrame frame={frame} title={connection.name}>
      <PageHeader
        up={{ label: 'Connected applications', href: paths.applications }}
        title={<bdi>{connection.name}</bdi>}
        aside={isConnected ? <Badge tone="success">Connected</Badge> : <Badge>Disconnected</Badge>}
        actions={isConnected && <Disconnect {...{ connection, formToken }} />}
      />
      {connection.revoked_at !== null && <Ended {...{ connection, now }} />}
      <div class="columns">
        <Card title="Recent requests" flush>
          <Table
            caption="Recent requests"
            columns={columns(now)}
            rows={recent}
            href={({ id }) => paths.request(id)}
            empty={<NoRequests />}
          />
        </Card>
        <div class="stack">
          <Card title="Connection">
            <KeyValues narrow facts={factsOf(connection, count, now)} />
          </Card>
          {isConnected && (
            <Card title="Access">
              <Abilities scope={connection.scope} />
            </Card>
          )}
        </div>
      </div>
    </AppFrame>
  )
}

function Ended({ connection, now }: { connection: ConnectionRow; now: number }) {
  const { revoked_at, revoked_reason } = connection
  return (
    <Notice tone="neutral" title="This application can’t reach your account any more">
      {endedBy(revoked_reason)} {revoked_at && <Time at={revoked_at} now={now} />}.
    </Notice>
  )
}

function factsOf(connection: ConnectionRow, count: number, now: number) {
  const { client_id, connected_at, granted_by_email, last_used, livemode, website } = connection
  const link = safeLink(website)
  return [
    ['Connected', connected_at && <Time at={connected_at} now={now} />],
    ['Allowed by', granted_by_email && <bdi>{granted_by_email}</bdi>],
    ['Last used', last_used ? <Time at={last_used} now={now} /> : 'Never'],
    ['Requests, 7 days', count.toLocaleString('en-US')],
    ['Mode', <ModeOfConnection livemode={livemode} />],
    ['Website', link && <a {...{ href: link, rel: 'noreferrer' }}>{new URL(link).host}</a>],
    ['Client id', <Id id={client_id} />],
  ] as const
}

function columns(now: number): Column<ListedRequest>[] {
  return [
    {
      heading: 'Request',
      wide: true,
      cell: ({ method, path }) => (
        <>
          <span class="method">{method}</span> {path}
        </>
      ),
    },
    { heading: 'Status', cell: ({ status }) => <AnswerStatus status={status} /> },
    { heading: 'Date', align: 'end', cell: ({ at }) => <Time at={at} now={now} /> },
  ]
}

function NoRequests() {
  return (
    <EmptyState title="No requests yet" icon="list">
      What this application reads or changes on your account will be listed here.
    </EmptyState>
  )
}
