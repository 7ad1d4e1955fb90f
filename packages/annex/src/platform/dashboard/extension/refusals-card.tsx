/** Links that were refused before anybody was asked, and why: nobody else is told. */
import { Card } from '../../../web/components/card.js'
import { Table, type Column } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { RefusedAuthorizationRow } from '../../store/refused-authorizations.js'
import type { OwnApplication } from './own-application.js'

export interface RefusalsCardProps {
  refusals: readonly RefusedAuthorizationRow[]
  own: OwnApplication
  now: number
}

export function RefusalsCard({ refusals, own, now }: RefusalsCardProps) {
  if (refusals.length === 0) return null
  return (
    <Card
      title="Refused links"
      lead="The ten newest that didn’t get as far as a person. They saw a page that says so."
      flush
    >
      <Table caption="Refused links" columns={columns(own, now)} rows={refusals} empty="" />
    </Card>
  )
}

function columns(own: OwnApplication, now: number): Column<RefusedAuthorizationRow>[] {
  return [
    {
      heading: 'Why',
      wide: true,
      cell: ({ error, description }) => (
        <div>
          <code>{error}</code>
          <div class="small muted">
            <bdi>{description}</bdi>
          </div>
        </div>
      ),
    },
    {
      heading: 'Mode',
      secondary: true,
      cell: ({ client_id }) => (client_id === own.live.client_id ? 'Live' : 'Test'),
    },
    {
      heading: 'Would return to',
      secondary: true,
      clip: true,
      cell: ({ redirect_uri }) => <bdi class="muted">{redirect_uri ?? 'The default'}</bdi>,
    },
    { heading: 'When', align: 'end', cell: ({ created }) => <Time at={created} now={now} /> },
  ]
}
