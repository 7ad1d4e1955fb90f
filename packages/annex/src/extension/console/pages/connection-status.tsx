/** Screen E2, Status: how far the history has come, what was paid lately, and the last thirty days. */
import { Card } from '../../../web/components/card.js'
import { Change, StatTile } from '../../../web/components/stat-tile.js'
import { ChartFrame } from '../../../web/components/chart-frame.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { html, raw } from 'hono/html'
import { Money } from '../../../web/components/money.js'
import { Status } from '../../../web/components/badge.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { Payment } from '../../reports/latest-payments.js'
import type { Volume, VolumeDay } from '../../reports/volume.js'
import { stateWords } from '../state-words.js'
import type { KindProgress, SpotCheck } from '../sync-door.js'
import type { FailedJob } from '../parts.js'
import { ConnectionFrame, type ConnectionPageProps } from './connection-frame.js'
import { PlanCard } from './plan-card.js'
import { FailedJobs } from './failed-jobs.js'
import { HistoryCard } from './history-card.js'

/** What the page shows, as it is at one moment. */
export interface StatusView {
  progress: readonly KindProgress[]
  /** Undefined before the first. */
  check: SpotCheck | undefined
  payments: readonly Payment[]
  volume: Volume | undefined
  /** The volume's bars, drawn. */
  drawing: string
  /** Where each thing leads. */
  hrefOf: { kind: (kind: string) => string; charge: (id: string) => string; volumeCsv: string }
}

export interface StatusPageProps extends ConnectionPageProps {
  view: StatusView
  live: string
  failed: readonly FailedJob[]
}

export function StatusPage(props: StatusPageProps) {
  const { view, connection, charging, now } = props
  return (
    <ConnectionFrame {...props} tab="connection">
      <StatusTiles view={view} connection={connection} now={now} />
      <FailedJobs {...props} />
      <div class="columns">
        <div class="stack">
          <VolumeChart view={view} />
          <LatestPayments view={view} now={now} />
        </div>
        <div class="stack">
          {charging && <PlanCard {...props} billing={charging.status} />}
          <HistoryCard view={view} now={now} />
        </div>
      </div>
    </ConnectionFrame>
  )
}

export function StatusTiles({
  view,
  connection,
  now,
}: Pick<StatusPageProps, 'view' | 'connection' | 'now'>) {
  const { progress, volume } = view
  const objects = progress.reduce((sum, kind) => sum + kind.objects, 0)
  return (
    <div class="tiles" id="tiles">
      <StatTile label="History" figure={stateWords(progress)} note={reachedWords(progress)} />
      <StatTile label="Objects" figure={objects.toLocaleString('en-US')} note="in the mirror" />
      <StatTile
        label="Payments, 30 days"
        figure={
          volume
            ? volume.days.reduce((sum, day) => sum + day.payments, 0).toLocaleString('en-US')
            : '–'
        }
        note={volume && <Money amount={volume.gross} currency={volume.currency} />}
      />
      <StatTile
        label="Last event"
        figure={
          connection.last_event_at === null ? '–' : <Time at={connection.last_event_at} now={now} />
        }
        note={connection.last_event_at === null ? 'None yet' : 'from its webhook'}
      />
    </div>
  )
}

function reachedWords(progress: readonly KindProgress[]): string {
  const open = progress.filter((kind) => kind.state !== 'done')
  if (open.length === 0)
    return progress.length > 0 ? 'and followed by events' : 'starts in a moment'
  return `${progress.length - open.length} of ${progress.length} kinds read`
}

export function VolumeChart({ view: { volume, drawing, hrefOf } }: { view: StatusView }) {
  if (!volume) {
    return (
      <Card id="volume" title="Gross volume, last 30 days">
        <EmptyState title="No payments settled yet" icon="chart">
          The chart draws itself from the first balance transaction on.
        </EmptyState>
      </Card>
    )
  }
  return (
    <ChartFrame
      id="volume"
      title="Gross volume, last 30 days"
      figure={<Money amount={volume.gross} currency={volume.currency} code />}
      comparison={<Comparison volume={volume} />}
      csv={hrefOf.volumeCsv}
      table={<VolumeTable volume={volume} />}
    >
      {html`${raw(drawing)}`}
    </ChartFrame>
  )
}

function Comparison({ volume }: { volume: Volume }) {
  const { gross, grossBefore, otherCurrencies } = volume
  const others = otherCurrencies.map((code) => code.toUpperCase()).join(', ')
  return (
    <>
      {grossBefore > 0 ? (
        <>
          <Change share={gross / grossBefore - 1} /> than the 30 days before
        </>
      ) : (
        'Nothing to compare with yet'
      )}
      {others && ` · without ${others}`}
    </>
  )
}

function VolumeTable({ volume }: { volume: Volume }) {
  const amount = (value: number) => <Money amount={value} currency={volume.currency} />
  const columns: readonly Column<VolumeDay>[] = [
    { heading: 'Day', cell: (day) => day.day },
    { heading: 'Gross', align: 'end', cell: (day) => amount(day.gross) },
    { heading: 'Refunded', align: 'end', cell: (day) => amount(day.refunded) },
    { heading: 'Payments', align: 'end', cell: (day) => day.payments },
  ]
  const rows = volume.days.toReversed()
  return (
    <Table caption={`Volume by day, ${volume.timezone}`} columns={columns} rows={rows} empty="" />
  )
}

export function LatestPayments({ view, now }: Pick<StatusPageProps, 'view' | 'now'>) {
  return (
    <Card id="latest-payments" title="Latest payments" flush>
      <Table
        caption="Latest payments"
        rows={view.payments}
        columns={paymentColumns(now)}
        href={(payment) => view.hrefOf.charge(payment.id)}
        empty={
          <EmptyState title="No payments yet" icon="card">
            The newest ten appear here, each within a second or two of being made.
          </EmptyState>
        }
      />
    </Card>
  )
}

function paymentColumns(now: number): readonly Column<Payment>[] {
  return [
    {
      heading: 'Amount',
      align: 'end',
      nowrap: true,
      cell: (payment) => <Money amount={payment.amount} currency={payment.currency} />,
    },
    { heading: 'Status', nowrap: true, cell: (payment) => <Status status={payment.status} /> },
    {
      heading: 'Customer',
      wide: true,
      clip: true,
      cell: (payment) => <bdi>{payment.customer ?? '–'}</bdi>,
    },
    {
      heading: 'Date',
      align: 'end',
      nowrap: true,
      // The newest stand first, so on a phone who paid says more than when.
      secondary: true,
      cell: (payment) => <Time at={payment.created} now={now} />,
    },
  ]
}
