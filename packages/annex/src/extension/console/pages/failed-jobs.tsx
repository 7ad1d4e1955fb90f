/** What failed for good for this connection: what it was, what is still safe, and the button that tries it again. */
import { Button } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Form } from '../../../web/components/form.js'
import { Table } from '../../../web/components/table.js'
import { Time } from '../../../web/components/time.js'
import type { FailedJob } from '../parts.js'
import type { ConnectionPageProps } from './connection-frame.js'

interface Words {
  work: string
  /** What is the worse for it, and what is not. */
  meanwhile: string
}

const WORDS: Record<string, Words> = {
  backfill: {
    work: 'Reading the history',
    meanwhile: 'What was read stays and is kept up to date; what is older is missing.',
  },
  reread: {
    work: 'Reading objects again',
    meanwhile: 'A few objects may be out of date; all others are kept up.',
  },
  unlisted: {
    work: 'Looking for objects that are on no list',
    meanwhile: 'What was deleted before the account was connected may be missing.',
  },
  catch_up: {
    work: 'Looking for missed events',
    meanwhile: 'Webhooks still arrive; one that was lost is not noticed.',
  },
  audit: {
    work: 'Comparing a sample with Stripe',
    meanwhile: 'Nothing is out of date because of it; it comes again tomorrow.',
  },
  confirm_drift: {
    work: 'Looking again at what differed from Stripe',
    meanwhile: 'A few objects may be out of date.',
  },
  on_event: { work: 'Telling the app of an event', meanwhile: 'The event is kept, and mirrored.' },
  on_connect: {
    work: 'Telling the app of the connection',
    meanwhile: 'The account is connected and mirrored; the app has not heard of it.',
  },
  billing_settle: {
    work: 'Reading what it has subscribed to',
    meanwhile: 'Its plan is shown as it was before.',
  },
  on_billing_change: {
    work: 'Telling the app of a change of plan',
    meanwhile: 'The change itself is kept.',
  },
  confirm_loss: {
    work: 'Asking whether access is lost',
    meanwhile: 'Nothing is removed until that is certain.',
  },
}

export interface FailedJobsProps extends Pick<
  ConnectionPageProps,
  'routes' | 'connection' | 'formToken' | 'now'
> {
  failed: readonly FailedJob[]
}

/** A live part: its element is there also while nothing has failed. */
export function FailedJobs(props: FailedJobsProps) {
  return <div id="failed-work">{props.failed.length > 0 && <FailedWork {...props} />}</div>
}

function FailedWork({ failed, routes, connection, formToken, now }: FailedJobsProps) {
  const replay = (
    <Form action={routes.to('replay', connection.id)} formToken={formToken} inline>
      <Button icon="refresh">{failed.length === 1 ? 'Replay' : 'Replay all'}</Button>
    </Form>
  )
  const lead = 'Given up after many tries. Everything else goes on.'
  const foot = 'Deal with the reason first, then replay: work continues where it stopped.'
  return (
    <Card title="Failed work" lead={lead} actions={replay} foot={foot} flush>
      <Table
        caption="Failed work"
        rows={failed}
        columns={[
          { heading: 'Work', wide: true, cell: (job) => <Work job={job} /> },
          {
            heading: 'Gave up',
            align: 'end',
            nowrap: true,
            cell: ({ died_at }) => <Time at={died_at} now={now} />,
          },
        ]}
        empty={null}
      />
    </Card>
  )
}

function Work({ job: { kind, subject, reason } }: { job: FailedJob }) {
  const words = WORDS[kind]
  return (
    <>
      <strong>{words?.work ?? kind}</strong>
      {subject && <bdi class="muted"> · {subject}</bdi>}
      <p>
        <bdi>{reason}</bdi>
      </p>
      {words && <p class="small muted">{words.meanwhile}</p>}
    </>
  )
}
