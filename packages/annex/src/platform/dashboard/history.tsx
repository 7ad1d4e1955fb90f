/** What happened to something: its events in words, and what is known of the time before them. */
import { Card } from '../../web/components/card.js'
import { Time } from '../../web/components/time.js'
import { Timeline, type Moment } from '../../web/components/timeline.js'
import { paths } from '../routes.js'
import { listEventsOf, type PastEvent } from '../store/object-history.js'
import type { Store } from '../store/store.js'
import type { Place } from './context.js'

/** Events are kept as long as the API lists them. */
const KEPT_SECONDS = 30 * 86_400
/** Of one object; more than a person reads. */
const MOST_EVENTS = 50

/** How an event is told: only those that say something the others don't have words. */
export type Words = Pick<Moment, 'icon' | 'tone'> & { readonly title: string }

export interface Telling {
  readonly words: ReadonlyMap<string, Words>
  /** A line below the title. */
  readonly detailOf?: (event: PastEvent) => string | undefined
  readonly now: number
}

/** Of all these objects together, newest first. */
export function eventsOf(
  store: Store,
  place: Place,
  ids: readonly (string | undefined)[],
): PastEvent[] {
  return ids
    .flatMap((id) => (id ? listEventsOf(store, place, id, MOST_EVENTS) : []))
    .sort((a, b) => b.created - a.created || b.seq - a.seq)
}

export function toldEvents(
  events: readonly PastEvent[],
  { words, detailOf, now }: Telling,
): Moment[] {
  return events.flatMap((event) => {
    const told = words.get(event.type)
    if (!told) return []
    const { title, ...look } = told
    return [
      {
        ...look,
        title: <a href={paths.event(event.id)}>{title}</a>,
        detail: detailOf?.(event),
        time: <Time at={event.created} now={now} />,
      },
    ]
  })
}

/** Something an object itself remembers. `at` in Unix seconds; without one it never happened. */
export interface Remembered extends Words {
  readonly at: number | null | undefined
}

export interface HistoryCardProps {
  now: number
  /** When the thing began. */
  since: number
  moments: readonly Moment[]
  /** Dates of the object, oldest first; they stand in for events that are no longer kept. */
  remembered: readonly Remembered[]
}

export function HistoryCard({ now, since, moments, remembered }: HistoryCardProps) {
  const keptFrom = now - KEPT_SECONDS
  const older = remembered.flatMap(({ at, title, ...look }) =>
    at && at < keptFrom ? [{ ...look, title, at, time: <Time at={at} now={now} /> }] : [],
  )
  const all = [...moments, ...older.toReversed().toSorted((a, b) => b.at - a.at)]
  return (
    <Card title="Timeline">
      {all.length > 0 && <Timeline moments={all} />}
      {since < keptFrom && (
        <p class="small muted">
          Events are kept for 30 days. What is older stands here as far as the object remembers it.
        </p>
      )}
    </Card>
  )
}
