/** Who was asked lately, and what they answered. */
import { Badge } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { AuthorizationRequestRow } from '../../store/authorization-requests.js'
import type { OwnApplication } from './own-application.js'

/** How long a person may take to answer (see oauth/pending.ts). */
const OPEN_SECONDS = 3600

export interface AnswersCardProps {
  answers: readonly AuthorizationRequestRow[]
  own: OwnApplication
  now: number
}

export function AnswersCard({ answers, own, now }: AnswersCardProps) {
  return (
    <Card title="Last authorizations" lead="The ten newest times somebody followed a link." flush>
      <Table
        caption="Last authorizations"
        columns={columns(own, now)}
        rows={answers}
        empty={
          <EmptyState title="Nobody was asked yet" icon="plug">
            Open the link above as a connecting user, and the answer appears here.
          </EmptyState>
        }
      />
    </Card>
  )
}

function columns(own: OwnApplication, now: number): Column<AuthorizationRequestRow>[] {
  return [
    { heading: 'Outcome', nowrap: true, cell: (row) => <Outcome row={row} now={now} /> },
    {
      heading: 'Scope',
      nowrap: true,
      cell: ({ scope }) => (scope === 'read_only' ? 'Read only' : 'Read and write'),
    },
    {
      heading: 'Mode',
      secondary: true,
      cell: ({ client_id }) => (client_id === own.live.client_id ? 'Live' : 'Test'),
    },
    {
      heading: 'Returns to',
      wide: true,
      secondary: true,
      clip: true,
      cell: ({ redirect_uri }) => <span class="muted">{redirect_uri}</span>,
    },
    { heading: 'Asked', align: 'end', cell: ({ created }) => <Time at={created} now={now} /> },
  ]
}

function Outcome({ row, now }: { row: AuthorizationRequestRow; now: number }) {
  if (row.outcome === 'allowed') return <Badge tone="success">Allowed</Badge>
  if (row.outcome === 'denied') return <Badge tone="danger">Denied</Badge>
  return now - row.created < OPEN_SECONDS ? <Badge tone="info">Open</Badge> : <Badge>Left</Badge>
}
