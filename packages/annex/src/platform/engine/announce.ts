/** Word of a change: its events, recorded in the change's own transaction, and who reacts to them. */
import { apiVersion } from '../../catalogue/catalogue.js'
import type { EventType } from '../../catalogue/kinds.js'
import { timedText } from '../../core/ids.js'
import { eventRow, keepEvent, type NewEvent } from '../store/events.js'
import type { Engine } from './context.js'
import { moment } from './new-id.js'
import type { UnitOfWork } from './unit-of-work.js'

/** What set the unit going: a request, or the clock. */
export interface Cause {
  /** Unix seconds. */
  readonly now: number
  /** `req_…`; null when something fell due by itself. */
  readonly requestId: string | null
  readonly idempotencyKey: string | null
  /** The `Stripe-Version` it asked for. */
  readonly version?: string
  /** Where objects live in another time than the platform's. */
  readonly clock?: TestTime
  /** All of it is taken back: nobody would ever read its events. */
  readonly rehearsed?: true
}

/** A test clock and its time, in Unix seconds. */
export interface TestTime {
  readonly id: string
  readonly now: number
}

export interface Announcement {
  readonly types: readonly EventType[]
  /** The snapshot: unexpanded, as the object reads. */
  readonly object: object
  readonly previous: object | undefined
}

/** Records one event for each type, then lets the house react. */
export function announce(
  engine: Engine,
  work: UnitOfWork,
  cause: Cause,
  { types, object, previous }: Announcement,
): void {
  if (!isQuiet(engine, cause)) {
    for (const type of types) {
      const row = eventRow(eventOf(type))
      engine.store.putOff(row.id, () => keepEvent(engine.store, row))
    }
  }
  // One change may have several events: what follows from it comes after the last of them.
  for (const type of types) {
    for (const reaction of engine.reactions.get(type) ?? [])
      reaction.run({ id: idOf(object) }, work)
  }

  function eventOf(type: EventType): NewEvent {
    const { clock, random } = engine.outside
    return {
      id: `evt_1${timedText(23, moment(cause.now, clock), random)}`,
      ...{ account: work.caller.account, livemode: work.caller.livemode },
      ...{ type, created: cause.now, api_version: apiVersion(), object },
      ...(previous === undefined ? {} : { previous_attributes: { ...previous } }),
      request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    }
  }
}

/** Whether it is too long ago for its events to be kept, or will not have happened. */
export function isQuiet({ eventsFrom = 0 }: Engine, { now, rehearsed }: Cause): boolean {
  return rehearsed === true || now < eventsFrom
}

/** A balance has none. */
function idOf(object: object): string {
  return 'id' in object ? String(object.id) : ''
}
