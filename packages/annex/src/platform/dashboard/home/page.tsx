/** Home: keys and addresses to begin with, what to do next, and what is happening. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Code } from '../../../web/components/code.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { CopyField } from '../../../web/components/secret-field.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { ApiKeyRow } from '../../store/api-keys.js'
import type { ListedEvent } from '../../store/event-list.js'
import type { FirstSteps } from '../../store/first-steps.js'
import type { ClockState } from '../../time/platform-clock.js'
import { STATE_WORDS } from '../clock/page.js'
import type { DashboardContext } from '../context.js'
import { Steps } from './steps.js'
import { Ticker } from './ticker.js'

export interface HomePageProps extends Pick<DashboardContext, 'storage'> {
  clockState: ClockState['state']
  frame: Frame
  now: number
  /** Of the account. */
  name: string
  /** Living ones. */
  keys: readonly ApiKeyRow[]
  livemode: boolean
  baseUrl: string
  steps: FirstSteps
  events: readonly ListedEvent[]
}

export function HomePage(props: HomePageProps) {
  const { frame, name, steps, events, now } = props
  const all = (
    <ButtonLink href={paths.events} kind="quiet" size="small">
      All events
    </ButtonLink>
  )
  return (
    <AppFrame frame={frame} title="Home" live={paths.homeLive}>
      <PageHeader
        title={<bdi>{name}</bdi>}
        lead="What a program needs to begin, and what is happening right now."
      />
      <div class="columns" data-halves>
        <div class="stack">
          <KeysCard {...props} />
          <Card title="Your app">
            <Code label=".env" text={dotenv(props)} />
          </Card>
        </div>
        <div class="stack">
          <Card title="Next steps" flush>
            <Steps steps={steps} />
          </Card>
          <Card title="Events" lead="As they happen" actions={all} flush>
            <Ticker events={events} now={now} />
          </Card>
          <Card title="This platform">
            <PlatformFacts {...props} />
          </Card>
        </div>
      </div>
    </AppFrame>
  )
}

function KeysCard({ keys, livemode, baseUrl }: HomePageProps) {
  const publishable = keys.find((key) => key.kind === 'publishable')?.plain
  const secret = keys.find((key) => key.kind === 'secret')
  const actions = (
    <ButtonLink href={paths.keys} size="small">
      Manage keys
    </ButtonLink>
  )
  return (
    <Card title="For developers" lead={`${livemode ? 'Live' : 'Test'} mode`} actions={actions}>
      <Labelled label="API base URL">
        <CopyField value={baseUrl} label="API base URL" />
      </Labelled>
      {publishable && (
        <Labelled label="Publishable key">
          <CopyField value={publishable} label="publishable key" />
        </Labelled>
      )}
      <Labelled label="Secret key">
        <div class="secret">
          <span class="secret-value">{secret?.masked.replace(/\*{5,}/, '••••••••') ?? 'None'}</span>
        </div>
        <p class="field-hint">
          Secret keys are shown once, when they are made. <a href={paths.keys}>Roll it</a> to get a
          new one.
        </p>
      </Labelled>
    </Card>
  )
}

function Labelled({ label, children }: { label: string; children?: unknown }) {
  return (
    <div class="field">
      <span class="small muted">{label}</span>
      {children}
    </div>
  )
}

function dotenv({ keys, baseUrl }: HomePageProps): string {
  const secret = keys.find((key) => key.kind === 'secret')?.masked.slice(0, 8) ?? 'sk_test_'
  return `STRIPE_SECRET_KEY=${secret}…\nSTRIPE_API_BASE=${baseUrl}\nSTRIPE_CONNECT_BASE=${baseUrl}`
}

function PlatformFacts({ storage, clockState, now }: HomePageProps) {
  return (
    <KeyValues
      narrow
      facts={[
        [
          'Storage',
          storage === ':memory:' ? 'In memory, gone when it stops' : <code>{storage}</code>,
        ],
        ['Clock', <a href={paths.clock}>{STATE_WORDS[clockState]}</a>],
        ['It is now', <Time at={now} exact />],
      ]}
    />
  )
}
