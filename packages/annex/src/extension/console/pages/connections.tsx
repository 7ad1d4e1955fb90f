/** Screen E1: the accounts that are connected, and the button that connects one more. */
import type { Frame } from '../../../web/components/app-frame.js'
import { AppFrame } from '../../../web/components/app-frame.js'
import { Badge, Status } from '../../../web/components/badge.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Disclosure } from '../../../web/components/disclosure.js'
import { Code } from '../../../web/components/code.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import { Goodbyes, type Goodbye } from './goodbyes.js'

export interface ConnectionRow {
  id: string
  name: string
  account: string
  livemode: boolean
  scope: string
  /** Stripe has no word for it, so these are ours: active, syncing, paused, purging. */
  state: string
  reason: string | null
  objects: number
  connectedAt: number
  lastEventAt: number | null
  href: string
}

export interface ConnectionsPageProps {
  frame: Frame
  rows: readonly ConnectionRow[]
  goodbyes: readonly Goodbye[]
  /** The address of the button, and the HTML that puts it on a page of the app's own. */
  connect: { href: string; snippet: string }
  embedded: boolean
  live: string
  now: number
}

export function ConnectionsPage(props: ConnectionsPageProps) {
  const { frame, rows, connect, embedded, live } = props
  return (
    <AppFrame frame={frame} title="Connections" live={live}>
      <PageHeader
        title="Connections"
        lead="Stripe accounts whose data you may read, and how far along each one is."
        actions={rows.length > 0 && <ConnectButton href={connect.href} />}
      />
      <ConnectionList {...props} />
      <Goodbyes goodbyes={props.goodbyes} now={props.now} />
      <Disclosure summary="Put the button on your own page">
        <Code label="HTML" text={connect.snippet} wrap />
      </Disclosure>
      {embedded && <EmbeddedNotice />}
    </AppFrame>
  )
}

/** The live part: replaced as a whole whenever something arrives. */
export function ConnectionList({ rows, connect, now }: ConnectionsPageProps) {
  return (
    <div id="connections">
      <Card flush>
        <Table
          caption="Connected accounts"
          columns={columnsAt(now)}
          rows={rows}
          href={(row) => row.href}
          empty={<NothingYet connect={connect.href} />}
        />
      </Card>
    </div>
  )
}

function columnsAt(now: number): readonly Column<ConnectionRow>[] {
  return [
    {
      heading: 'Account',
      wide: true,
      cell: (row) => (
        <span>
          <bdi>{row.name}</bdi>
          {row.name !== row.account && <code class="muted small"> {row.account}</code>}
        </span>
      ),
    },
    { heading: 'State', nowrap: true, cell: (row) => <Status status={row.state} /> },
    {
      heading: 'Mode',
      secondary: true,
      nowrap: true,
      cell: (row) =>
        row.livemode ? <Badge tone="success">Live</Badge> : <Badge tone="warning">Test</Badge>,
    },
    {
      heading: 'Access',
      secondary: true,
      nowrap: true,
      cell: (row) => scopeWords(row.scope),
    },
    { heading: 'Objects', align: 'end', cell: (row) => row.objects.toLocaleString('en-US') },
    {
      heading: 'Last event',
      align: 'end',
      secondary: true,
      nowrap: true,
      cell: (row) => (row.lastEventAt === null ? '–' : <Time at={row.lastEventAt} now={now} />),
    },
    {
      heading: 'Connected',
      align: 'end',
      nowrap: true,
      cell: (row) => <Time at={row.connectedAt} now={now} />,
    },
  ]
}

/** `read_only` in plain words. */
export function scopeWords(scope: string): string {
  return scope === 'read_write' ? 'Read and write' : 'Read only'
}

function ConnectButton({ href }: { href: string }) {
  return (
    <ButtonLink href={href} kind="primary" icon="plug">
      Connect with Stripe
    </ButtonLink>
  )
}

function NothingYet({ connect }: { connect: string }) {
  return (
    <EmptyState
      title="Connect your first Stripe account"
      icon="plug"
      action={
        <ButtonLink href={connect} kind="primary" size="large" icon="plug">
          Connect with Stripe
        </ButtonLink>
      }
    >
      Its customers, payments, refunds and balance appear here: the history first, newest to oldest,
      then every change within a second or two. You can see the data but never change it, and
      disconnecting removes all of it.
    </EmptyState>
  )
}

function EmbeddedNotice() {
  return (
    <Notice tone="info" title="Running on the embedded database">
      It is made for development: it keeps data between starts but does not survive a power cut. Set
      DATABASE_URL to a Postgres server before real accounts connect.
    </Notice>
  )
}
