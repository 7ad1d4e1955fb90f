/** The clock of the whole platform: what it shows, how far a move has come, and moving it. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Badge } from '../../../web/components/badge.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { KeyValues } from '../../../web/components/key-values.js'
import { Notice } from '../../../web/components/notice.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { Progress } from '../../../web/components/progress.js'
import { Time } from '../../../web/components/time.js'
import { exactTime } from '../../../web/time-words.js'
import { paths } from '../../routes.js'
import type { Advance, ClockState } from '../../time/platform-clock.js'
import { SPANS } from './spans.js'

export interface ClockPageProps {
  frame: Frame
  formToken: string
  state: ClockState
  livemode: boolean
  /** What was typed, and why the clock was not moved. */
  refused?: { to: string; message: string } | undefined
}

export const STATE_WORDS: Record<ClockState['state'], string> = {
  machine: 'This machine’s time',
  moved: 'Moved, and running on from there',
  held: 'Standing still until it is moved',
}

export function ClockPage({ frame, formToken, state, livemode, refused }: ClockPageProps) {
  return (
    <AppFrame frame={frame} title="Clock">
      <PageHeader
        title="Clock"
        aside={state.advancing ? <Badge tone="info">Moving</Badge> : undefined}
        lead="Moved ahead, everything that falls due on the way happens: renewals, retries, payouts, each at its own time."
      />
      {state.advancing ? (
        <Moving advancing={state.advancing} now={state.now} />
      ) : (
        <Card title="It is now">
          <KeyValues
            facts={[
              ['Time', <Time at={state.now} exact />],
              ['Clock', STATE_WORDS[state.state]],
            ]}
          />
        </Card>
      )}
      {!state.advancing && <Move {...{ formToken, state, livemode, refused }} />}
    </AppFrame>
  )
}

function Moving({ advancing, now }: { advancing: Advance; now: number }) {
  const { from, to, tasks } = advancing
  return (
    <Card
      title={
        <>
          On its way to <Time at={to} exact />
        </>
      }
      lead="The platform answers meanwhile. This page looks again by itself."
    >
      <Progress
        label={exactTime(now)}
        share={Math.min(Math.max((now - from) / (to - from), 0), 1)}
        detail={`${tasks.toLocaleString('en-US')} things fell due`}
      />
      <ButtonLink href={paths.clock} icon="refresh">
        Look again
      </ButtonLink>
    </Card>
  )
}

type MoveProps = Omit<ClockPageProps, 'frame'>

function Move({ formToken, state, livemode, refused }: MoveProps) {
  if (!state.movable) {
    return (
      <Notice title="Nobody moves this clock">
        It is the machine’s own, or this platform runs with <code>NODE_ENV=production</code>, where
        time is nobody’s to move.
      </Notice>
    )
  }
  if (livemode) {
    return <Notice title="The clock is moved in test mode">Switch to test mode first.</Notice>
  }
  return (
    <Card
      title="Move it ahead"
      lead="For everybody on this platform, and never back. You stay signed in."
    >
      <Form action={paths.advanceClock} formToken={formToken} inline>
        <div class="row">
          {SPANS.map((span) => (
            <Button name="by" value={span}>
              {span}
            </Button>
          ))}
        </div>
      </Form>
      <Form action={paths.advanceClock} formToken={formToken}>
        <Field
          {...{ label: 'To a moment, in UTC', name: 'to', value: refused?.to, autocomplete: 'off' }}
          placeholder={new Date((state.now + 86_400) * 1000).toISOString().slice(0, 16)}
          hint="Such as 2027-01-31T12:00. Two years ahead at most."
          error={refused?.message}
        />
        <div class="form-actions">
          <Button kind="primary">Move the clock</Button>
        </div>
      </Form>
    </Card>
  )
}
