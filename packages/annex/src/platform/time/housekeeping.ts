/** Deletes what has outlived its use: after the start and every hour, a little at a time. */
import type { Outside } from '../../core/outside.js'
import type { Log } from '../../core/log.js'
import { deleteOutlived } from '../store/outlived.js'
import type { Store } from '../store/store.js'

export const SOON_MS = 1000
export const HOUR_MS = 3600 * 1000
/** Between two batches, in which requests are answered. */
export const PAUSE_MS = 50
/** Rows of a kind: a few milliseconds' work. */
const BATCH = 200

export interface Housekeeping {
  readonly store: Store
  readonly outside: Pick<Outside, 'clock' | 'timers'>
  readonly log: Log
}

export function keepHouse({ store, outside, log }: Housekeeping): { close(): void } {
  const { clock, timers } = outside
  let waiting = timers.after(SOON_MS, clean)

  function clean(): void {
    waiting = timers.after(cleanSome() ? PAUSE_MS : HOUR_MS, clean)
  }

  function cleanSome(): boolean {
    try {
      return deleteOutlived(store, clock.now(), BATCH)
    } catch (error) {
      // Nothing is lost but room; the next hour may find the disk well again.
      log.error({ err: error }, 'housekeeping failed')
      return false
    }
  }

  return { close: () => waiting.cancel() }
}
