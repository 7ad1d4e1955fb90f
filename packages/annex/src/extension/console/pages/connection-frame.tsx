/** What the pages about one connection have in common: its name, state, actions and tabs. */
import type { Child } from 'hono/jsx'
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Badge, Status } from '../../../web/components/badge.js'
import { Button } from '../../../web/components/button.js'
import { Form } from '../../../web/components/form.js'
import { Id } from '../../../web/components/id.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Tabs } from '../../../web/components/tabs.js'
import type { BillingStatus } from '../../billing/billing.js'
import type { OnDisconnect } from '../../billing/parts.js'
import type { Routes } from '../../routes.js'
import type { Connection } from '../../store/connections.js'
import { Disconnect } from './disconnect.js'
import { nameOf } from './frame.js'

export type ConnectionTab = 'connection' | 'timeline' | 'data' | 'plan' | 'settings'

/** What the account pays for this extension, and what its leaving would mean for that. */
export interface Charging {
  status: BillingStatus
  onDisconnect: OnDisconnect
}

export interface ConnectionPageProps {
  frame: Frame
  routes: Routes
  connection: Connection
  /** Undefined where nothing is charged. */
  charging?: Charging | undefined
  /** Its payments may earn us a share. */
  earnsFees: boolean
  formToken: string
  now: number
}

const TABS: readonly (readonly [ConnectionTab, string])[] = [
  ['connection', 'Status'],
  ['timeline', 'Timeline'],
  ['data', 'Data'],
  ['plan', 'Plan'],
  ['settings', 'Settings'],
]

export interface ConnectionFrameProps extends ConnectionPageProps {
  tab: ConnectionTab
  live?: string
  children?: Child
}

export function ConnectionFrame(props: ConnectionFrameProps) {
  const { frame, routes, connection, charging, tab, live, children } = props
  const there = TABS.filter(([name]) => name !== 'plan' || charging)
  const tabs = there.map(([name, label]) => ({
    ...{ label, href: routes.to(name, connection.id), current: name === tab },
  }))
  return (
    <AppFrame frame={frame} title={nameOf(connection)} live={live}>
      <PageHeader
        title={<ConnectionName connection={connection} />}
        aside={<Marks connection={connection} />}
        lead={<Id id={connection.account} />}
        up={{ label: 'Connections', href: routes.to('home') }}
        actions={<Actions {...props} />}
      />
      {connection.state === 'paused' && <Paused {...props} />}
      <Tabs label="About this connection" tabs={tabs} />
      {children}
    </AppFrame>
  )
}

/** A live part: the account's own name arrives with its first page. */
export function ConnectionName({ connection }: Pick<ConnectionPageProps, 'connection'>) {
  return <bdi id="connection-name">{nameOf(connection)}</bdi>
}

function Marks({ connection }: { connection: Connection }) {
  return (
    <>
      <Status status={connection.state} />
      {!connection.livemode && <Badge tone="warning">Test</Badge>}
    </>
  )
}

function Actions(props: ConnectionPageProps) {
  return (
    <>
      {props.connection.state === 'active' && <SyncNow {...props} />}
      <Disconnect {...props} />
    </>
  )
}

function SyncNow({ routes, connection, formToken }: ConnectionPageProps) {
  return (
    <Form action={routes.to('sync', connection.id)} formToken={formToken} inline>
      <Button icon="refresh">Sync now</Button>
    </Form>
  )
}

function Paused({ connection, routes }: ConnectionPageProps) {
  return (
    <Notice
      tone="warning"
      title="Stripe does not let us read this account at the moment"
      action={
        <a class="button" href={routes.to('connect')}>
          Reconnect
        </a>
      }
    >
      {connection.state_reason} What has been mirrored is kept until the loss of access is certain.
    </Notice>
  )
}
