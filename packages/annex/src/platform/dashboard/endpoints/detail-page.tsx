/** One endpoint: how it is doing, what it was sent, and its secret. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Status } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { Id } from '../../../web/components/id.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { StatTile } from '../../../web/components/stat-tile.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { ListedDelivery } from '../../store/deliveries.js'
import type { EndpointRow } from '../../store/endpoints.js'
import { DeleteDialog } from './delete-dialog.js'
import { DeliveriesCard, type DeliveryFilter } from './deliveries-card.js'
import { eventsIn, listensTo, shareWords } from './list-page.js'
import { eventTypesOf, successShare, type ListedEndpoint } from './listed.js'
import { SecretCard } from './secret-card.js'

export interface EndpointPageProps {
  frame: Frame
  formToken: string
  now: number
  endpoint: ListedEndpoint
  secret: string
  deliveries: readonly ListedDelivery[]
  filter: DeliveryFilter | undefined
  older: string | undefined
}

export function EndpointPage(props: EndpointPageProps) {
  const { frame, formToken, now, endpoint } = props
  const { row, counts } = endpoint
  return (
    <AppFrame frame={frame} title={row.url}>
      <PageHeader
        up={{ label: 'Webhooks', href: paths.endpoints }}
        title={row.url}
        aside={<Status status={row.status} />}
        lead={<Id id={row.id} />}
        actions={<Actions row={row} formToken={formToken} />}
      />
      <Health row={row} now={now} />
      <div class="tiles">
        <StatTile label="Success, 7 days" figure={shareWords(successShare(counts))} />
        <StatTile label="Delivered" figure={counts.delivered.toLocaleString('en-US')} />
        <StatTile label="Pending" figure={counts.pending.toLocaleString('en-US')} />
        <StatTile label="Failed" figure={counts.given_up.toLocaleString('en-US')} />
      </div>
      <div class="columns">
        <DeliveriesCard {...props} endpoint={row} />
        <div class="stack">
          <SecretCard {...props} endpoint={row} />
          <Card title="Details">
            <Details endpoint={endpoint} />
          </Card>
        </div>
      </div>
      <DeleteDialog row={row} formToken={formToken} />
    </AppFrame>
  )
}

function Actions({ row, formToken }: { row: EndpointRow; formToken: string }) {
  const enabled = row.status === 'enabled'
  return (
    <>
      <ButtonLink href={paths.editEndpoint(row.id)}>Edit</ButtonLink>
      <Form action={paths.switchEndpoint(row.id)} formToken={formToken} inline>
        <Button name="disabled" value={enabled ? 'true' : 'false'}>
          {enabled ? 'Disable' : 'Enable'}
        </Button>
      </Form>
      <Button kind="danger" opens="delete">
        Delete
      </Button>
    </>
  )
}

function Health({ row, now }: { row: EndpointRow; now: number }) {
  if (row.status === 'disabled') return <Disabled reason={row.disabled_reason} />
  if (row.failing_since === null) return null
  return (
    <Notice tone="warning" title="This endpoint is not answering well">
      Nothing was accepted since <Time at={row.failing_since} now={now} />. Events are kept and
      tried again; after five days without success the endpoint is disabled.
    </Notice>
  )
}

function Disabled({ reason }: { reason: EndpointRow['disabled_reason'] }) {
  const why = {
    account: 'It was switched off here or through the API.',
    failing: 'It answered nothing well for five days, so sending stopped.',
    gone: 'It answered 410 Gone, which asks us to stop.',
  }[reason ?? 'account']
  return (
    <Notice tone="neutral" title="This endpoint is disabled">
      {why} Events go on being recorded. Enable it, then send what it missed.
    </Notice>
  )
}

function Details({ endpoint: { row, object } }: { endpoint: ListedEndpoint }) {
  const types = eventTypesOf(row)
  return (
    <KeyValues
      narrow
      facts={[
        ['Description', object?.description && <bdi>{object.description}</bdi>],
        ['Listens to', listensTo(row.connect)],
        ['Events', types.length > 1 ? types.join(', ') : eventsIn(types)],
        ['API version', object?.api_version ?? 'Your account’s'],
        ['Created', <Time at={row.created} exact />],
      ]}
    />
  )
}
