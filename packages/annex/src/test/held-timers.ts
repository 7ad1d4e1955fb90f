/** Timers under a test's control: what must happen at once does, the rest waits to be fired. */
import type { Timers } from '../core/timers.js'

export interface HeldTimers extends Timers {
  /** Runs everything that waits for exactly `delayMs`. */
  fire(delayMs: number): void
}

export function heldTimers(): HeldTimers {
  const waiting = new Set<{ delayMs: number; callback: () => void }>()
  return {
    after(delayMs, callback) {
      const timer = { delayMs, callback }
      if (delayMs === 0) setImmediate(callback)
      else waiting.add(timer)
      return { cancel: () => void waiting.delete(timer) }
    },
    sleep: () => Promise.resolve(),
    elapsedMs: () => 0,
    fire(delayMs) {
      for (const timer of [...waiting]) {
        if (timer.delayMs !== delayMs) continue
        waiting.delete(timer)
        timer.callback()
      }
    },
  }
}
