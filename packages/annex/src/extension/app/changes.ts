/** What the host app reads of all that changes, at its own pace: `annex.changes`. */
import type { Stripe } from 'stripe'
import type { ChangesRequest } from '../sync/changes.js'
import type { Sync } from '../sync/sync.js'

/** Something that happened to an object of a connected account. */
export interface Change {
  account: string
  livemode: boolean
  event: Stripe.Event
  /** All up to this one. */
  cursor: string
}

export interface Changes {
  /**
   * What happened after a place, at least once and in an order that never changes; of one object, in
   * the order its events came in. With `after` the consumer says that it has dealt with all up to
   * there; what every consumer has is not kept.
   * @throws CursorRefused for a cursor of another store, or one whose changes are no longer kept
   */
  read(request: ChangesRequest): Promise<{ changes: Change[]; cursor: string }>
  /** Nothing waits for this consumer any more. @returns whether there was one of that name */
  forget(consumer: string): Promise<boolean>
}

export function changesOf(sync: Sync): Changes {
  return {
    async read(request) {
      const { changes, cursor } = await sync.readChanges(request)
      // Their signatures were checked, or Stripe listed them: they are what Stripe says an event is.
      return { changes: changes.map((one) => ({ ...one, event: asEvent(one.event) })), cursor }
    },
    forget: (consumer) => sync.forgetConsumer(consumer),
  }
}

function asEvent(kept: Record<string, unknown>): Stripe.Event {
  return kept as unknown as Stripe.Event
}
