/** The newest events, swapped while the page is open. */
import { EmptyState } from '../../../web/components/empty-state.js'
import { Time } from '../../../web/components/time.js'
import { paths } from '../../routes.js'
import type { ListedEvent } from '../../store/event-list.js'

/** The id of the element that is swapped. */
export const TICKER = 'ticker'

export function Ticker({ events, now }: { events: readonly ListedEvent[]; now: number }) {
  if (events.length === 0) {
    return (
      <div id={TICKER}>
        <EmptyState title="Quiet so far" icon="bolt">
          Events appear here the moment something is created or changed.
        </EmptyState>
      </div>
    )
  }
  return (
    <ul class="event-list" id={TICKER}>
      {events.map((event) => (
        <li>
          <a class="clip" href={paths.event(event.id)}>
            {event.type}
          </a>
          <Time at={event.created} now={now} />
        </li>
      ))}
    </ul>
  )
}
