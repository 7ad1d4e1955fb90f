/** One API request: what was sent, what was answered, and how to send it again. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { AnswerStatus } from '../../../web/components/badge.js'
import { Card } from '../../../web/components/card.js'
import { Code } from '../../../web/components/code.js'
import { Id } from '../../../web/components/id.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Time } from '../../../web/components/time.js'
import { durationWords } from '../../../web/time-words.js'
import { paths } from '../../routes.js'
import type { ListedRequest } from '../../store/request-list.js'
import { pageOf } from '../links.js'

export interface RequestPageProps {
  frame: Frame
  request: ListedRequest
  curl: string
}

export function RequestPage({ frame, request, curl }: RequestPageProps) {
  const { method, path, status, parameters, error } = request
  return (
    <AppFrame frame={frame} title={`${method} ${path}`}>
      <PageHeader
        up={{ label: 'Requests', href: paths.requests }}
        title={`${method} ${path}`}
        aside={<AnswerStatus status={status} />}
        lead={<Id id={request.id} />}
      />
      <div class="columns">
        <div class="stack">
          {error && (
            <Card title="Answer">
              <JsonViewer value={JSON.parse(error)} label="Answer as JSON" />
            </Card>
          )}
          {parameters && (
            <Card title="Parameters">
              <JsonViewer
                value={JSON.parse(parameters)}
                label="Parameters as JSON"
                hrefOf={pageOf}
              />
            </Card>
          )}
          <Card title="Send it again">
            <Code text={curl} label="Terminal" />
          </Card>
        </div>
        <Card title="Details">
          <KeyValues
            narrow
            facts={[
              ['Asked by', request.application ? <Id id={request.application} /> : 'Your account'],
              ['At', <Time at={request.at} exact />],
              ['Took', durationWords(request.duration_ms)],
              [
                'Idempotency key',
                request.idempotency_key && <code>{request.idempotency_key}</code>,
              ],
            ]}
          />
        </Card>
      </div>
    </AppFrame>
  )
}
