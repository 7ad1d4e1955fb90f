/** Observation numbers for many reads, drawn several at a time. */
import type { Queryable } from '../store/database.js'
import { drawObservations } from '../store/mirror.js'

const AT_ONCE = 16

/** Gives a number that was drawn before it was asked for. */
export type Observe = () => Promise<number>

/**
 * A number may be drawn long before its read is sent: whatever changes after the draw has an event
 * with a larger number (O2). Between reads of one second the earlier number loses, and that costs a
 * re-read at most.
 */
export function observing(db: Queryable, atOnce = AT_ONCE): Observe {
  const drawn: number[] = []
  return async () => {
    if (drawn.length === 0) drawn.push(...(await drawObservations(db, atOnce)))
    return drawn.shift() ?? 0
  }
}
