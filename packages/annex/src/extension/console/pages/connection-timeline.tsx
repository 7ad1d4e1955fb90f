/** Screen E2, Timeline: what happened to this connection, newest first. */
import { Card } from '../../../web/components/card.js'
import { EmptyState } from '../../../web/components/empty-state.js'
import type { IconName } from '../../../web/components/icon.js'
import { Time } from '../../../web/components/time.js'
import { Timeline } from '../../../web/components/timeline.js'
import type { Tone } from '../../../web/components/tone.js'
import type { TimelineRow } from '../../store/timeline.js'
import { ConnectionFrame, type ConnectionPageProps } from './connection-frame.js'
import { labelOf } from './history-card.js'
import { scopeWords } from './connections.js'

export interface TimelinePageProps extends ConnectionPageProps {
  rows: readonly TimelineRow[]
}

export function TimelinePage(props: TimelinePageProps) {
  const { rows, now } = props
  return (
    <ConnectionFrame {...props} tab="timeline">
      <Card>
        {rows.length === 0 ? (
          <EmptyState title="Nothing has happened yet" icon="clock">
            Connecting, pages read, webhooks and errors appear here, each with its time.
          </EmptyState>
        ) : (
          <Timeline
            moments={rows.map((row) => ({
              title: wordsOf(row),
              detail: detailOf(row),
              time: <Time at={row.at} now={now} />,
              ...looksOf(row.what),
            }))}
          />
        )}
      </Card>
    </ConnectionFrame>
  )
}

/** What the rows say, in words for people; a row that is not here says its own name. */
const WORDS: Record<string, string> = {
  connected: 'Connected',
  renewed: 'Connected again',
  backfill_done: 'History read',
  backfill_paused: 'Reading paused',
  event_contradicted: 'An event came twice with different content',
  resync_after_gap: 'Reading everything again: events were missed for too long',
  version_changed: 'Reading everything again: at a newer version of the API',
  drift_found: 'Differed from Stripe, and was read again',
}

function wordsOf({ what, details }: TimelineRow): string {
  const kind = typeof details.kind === 'string' ? `: ${labelOf(details.kind).toLowerCase()}` : ''
  return (WORDS[what] ?? labelOf(what)) + kind
}

function detailOf({ details }: TimelineRow): string {
  const { kind: _kind, scope, ...rest } = details
  const facts = Object.entries(rest).filter(([, value]) => isPlain(value))
  const words = facts.map(([name, value]) => `${labelOf(name)} ${String(value)}`)
  return [...(typeof scope === 'string' ? [scopeWords(scope)] : []), ...words].join(' · ')
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function looksOf(what: string): { icon: IconName; tone: Tone } {
  if (/paus|fail|refus|error|lost|drift|gap|contradict/.test(what))
    return { icon: 'warning', tone: 'warning' }
  if (/done|finish/.test(what)) return { icon: 'check', tone: 'success' }
  if (/connect/.test(what)) return { icon: 'plug', tone: 'info' }
  return { icon: 'clock', tone: 'neutral' }
}
