/** One delivery: what was sent, each try at it, and what came back. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { AnswerStatus } from '../../../web/components/badge.js'
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Code } from '../../../web/components/code.js'
import { Disclosure } from '../../../web/components/disclosure.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { Form } from '../../../web/components/form.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Time } from '../../../web/components/time.js'
import { durationWords } from '../../../web/time-words.js'
import { paths } from '../../routes.js'
import type { AttemptRow } from '../../store/attempts.js'
import type { DeliveryRow } from '../../store/deliveries.js'
import type { EndpointRow } from '../../store/endpoints.js'
import type { EventRow } from '../../store/store.js'
import { pageOf } from '../links.js'
import { DeliveryStatus } from './delivery-status.js'

export interface DeliveryPageProps {
  frame: Frame
  formToken: string
  now: number
  endpoint: EndpointRow
  delivery: DeliveryRow
  event: EventRow
  /** The body as it is sent. */
  payload: string
  /** Newest first. */
  attempts: readonly AttemptRow[]
}

export function DeliveryPage(props: DeliveryPageProps) {
  const { frame, now, endpoint, delivery, event, payload, attempts } = props
  return (
    <AppFrame frame={frame} title={`Delivery of ${event.type}`}>
      <PageHeader
        up={{ label: 'Endpoint', href: paths.endpoint(endpoint.id) }}
        title={event.type}
        aside={<DeliveryStatus delivery={delivery} now={now} />}
        lead={<Id id={delivery.id} />}
        actions={
          <Form action={paths.resend(endpoint.id, delivery.id)} formToken={props.formToken} inline>
            <Button icon="refresh">Resend</Button>
          </Form>
        }
      />
      <div class="columns">
        <div class="stack">
          <Card title="Attempts">
            <Attempts attempts={attempts} now={now} />
          </Card>
          <Card title="Request body">
            <JsonViewer value={JSON.parse(payload)} label="Body as JSON" open={1} hrefOf={pageOf} />
          </Card>
        </div>
        <Card title="Details">
          <KeyValues narrow facts={factsOf(props)} />
        </Card>
      </div>
    </AppFrame>
  )
}

function factsOf({ endpoint, delivery, event, now }: DeliveryPageProps) {
  const { next_attempt_at, delivered_at } = delivery
  return [
    ['Sent to', endpoint.url],
    ['Event', <Id id={event.id} href={paths.event(event.id)} />],
    ['Owed since', <Time at={delivery.created} exact />],
    ['Next try', next_attempt_at !== null && <Time at={next_attempt_at} now={now} />],
    ['Delivered', delivered_at !== null && <Time at={delivered_at} exact />],
  ] as const
}

function Attempts({ attempts, now }: { attempts: readonly AttemptRow[]; now: number }) {
  if (attempts.length === 0) {
    return (
      <EmptyState title="Not tried yet" icon="send">
        It goes out as soon as the endpoint’s queue reaches it.
      </EmptyState>
    )
  }
  return (
    <ol class="stack">
      {attempts.map((attempt) => (
        <li class="stack" data-gap="small">
          <div class="row">
            <AnswerStatus status={attempt.status} />
            <strong class="small">Attempt {attempt.number}</strong>
            <span class="muted small">
              {durationWords(attempt.duration_ms)} · <Time at={attempt.at} now={now} />
            </span>
          </div>
          <Answer attempt={attempt} />
        </li>
      ))}
    </ol>
  )
}

function Answer({ attempt: { status, outcome, answer, number } }: { attempt: AttemptRow }) {
  if (status === null) return <p class="small muted">{outcome}</p>
  if (!answer) return <p class="small muted">The answer had no body.</p>
  return (
    <Disclosure summary="Answer" id={`answer-${number}`} open={status >= 400}>
      <Code text={answer} wrap />
    </Disclosure>
  )
}
