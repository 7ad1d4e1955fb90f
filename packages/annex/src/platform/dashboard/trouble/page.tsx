/** Trouble on purpose: what is on and how often it struck, or how to have some. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Card } from '../../../web/components/card.js'
import { Code } from '../../../web/components/code.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import { JsonViewer } from '../../../web/components/json-viewer.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Table, type Column } from '../../../web/components/table.js'
import { ANSWER_FAULTS, DELIVERY_FAULTS } from '../../trouble/faults.js'
import type { TroubleState } from '../../trouble/trouble.js'

export interface TroublePageProps {
  frame: Frame
  state: TroubleState
  production: boolean
}

const LEAD =
  'Webhooks that come twice, late or not at all, and answers that break: to see what your extension makes of them.'

export function TroublePage({ frame, state, production }: TroublePageProps) {
  return (
    <AppFrame frame={frame} title="Trouble">
      <PageHeader title="Trouble on purpose" lead={LEAD} />
      {state.on ? <On state={state} /> : <Off production={production} />}
    </AppFrame>
  )
}

const HOW = `npx annex platform --control 4243 --control-token control_1234
curl http://127.0.0.1:4243/trouble -H 'Authorization: Bearer control_1234' \\
  -d '{"deliveries": {"duplicate": 0.1, "drop": 0.05}, "answers": {"error": 0.1}}'`

function Off({ production }: { production: boolean }) {
  return (
    <div class="stack">
      <Card>
        <EmptyState
          icon="warning"
          title={production ? 'Refused in production' : 'Nothing goes wrong on purpose'}
        >
          {production
            ? 'This platform runs with NODE_ENV=production, where nobody breaks it on purpose.'
            : 'It is set through the control port, and only there. Start the platform with one, and say what is to go wrong how often:'}
        </EmptyState>
      </Card>
      {!production && <Code text={HOW} label="Terminal" />}
    </div>
  )
}

function On({ state }: { state: TroubleState }) {
  const { settings, deliveries, answers } = state
  return (
    <>
      <Notice tone="warning" title="Trouble is on for everybody on this platform">
        DELETE /trouble on the control port ends it.
      </Notice>
      <div class="columns">
        <div class="stack">
          <Struck
            title="Webhook deliveries"
            seen={`${deliveries.seen} attempts since it was set`}
            words={DELIVERY_FAULTS}
            rates={settings?.deliveries.rates ?? {}}
            struck={deliveries.struck}
          />
          <Struck
            title="API answers"
            seen={`${answers.seen} requests since it was set`}
            words={ANSWER_FAULTS}
            rates={settings?.answers.rates ?? {}}
            struck={answers.struck}
          />
        </div>
        <Card title="Settings" lead="The same seed strikes the same way again.">
          <JsonViewer value={settings} label="Settings as JSON" />
        </Card>
      </div>
    </>
  )
}

interface Row {
  readonly fault: string
  readonly words: string
  readonly rate: number
  readonly times: number
}

interface StruckProps {
  title: string
  seen: string
  words: Readonly<Record<string, string>>
  rates: Readonly<Record<string, number>>
  struck: Readonly<Record<string, number>>
}

function Struck({ title, seen, words, rates, struck }: StruckProps) {
  const rows = Object.entries(rates)
    .filter(([, rate]) => rate > 0)
    .map(([fault, rate]) => {
      return { fault, words: words[fault] ?? '', rate, times: struck[fault] ?? 0 }
    })
  return (
    <Card title={title} lead={seen} flush>
      <Table
        caption={title}
        columns={COLUMNS}
        rows={rows}
        empty={<p class="muted">None of these go wrong on purpose.</p>}
      />
    </Card>
  )
}

const COLUMNS: Column<Row>[] = [
  { heading: 'Fault', nowrap: true, cell: ({ fault }) => <code>{fault}</code> },
  { heading: 'What happens', wide: true, secondary: true, cell: ({ words }) => words },
  { heading: 'Rate', align: 'end', cell: ({ rate }) => `${Math.round(rate * 1000) / 10}%` },
  { heading: 'Struck', align: 'end', cell: ({ times }) => times },
]
