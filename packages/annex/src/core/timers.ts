/** Waiting, as an argument: tests hold time still, so nothing may wait on the machine's own timers. */

/** Calls what it is given later. All delays are milliseconds of elapsed time, not clock time. */
export interface Timers {
  /** Runs `callback` once after `delayMs`. A waiting timer never keeps the process alive. */
  after(delayMs: number, callback: () => void): { cancel(): void }
  /** Resolves after `delayMs`, or at once when `signal` is aborted. Never rejects. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
  /** Milliseconds from an arbitrary origin that only ever grow, for measuring durations. */
  elapsedMs(): number
}

/** The machine's timers. */
export const systemTimers: Timers = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
  sleep(delayMs, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(done, delayMs)
      signal?.addEventListener('abort', done, { once: true })
      function done() {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
    })
  },
  elapsedMs: () => performance.now(),
}

/** Does `work` now, and each time so much time has passed, however long it takes. @returns how to stop */
export function every(
  ms: number,
  work: () => Promise<void>,
  { timers, failed }: { timers: Timers; failed: (error: unknown) => void },
): () => void {
  let next = timers.after(0, round)
  function round(): void {
    next = timers.after(ms, round)
    work().catch(failed)
  }
  return () => next.cancel()
}

/**
 * Calls back once everything that is ready by now has been handled. This is order rather than
 * time: there is nothing for a test to hold.
 */
export function afterThisTurn(callback: () => void): void {
  setImmediate(callback)
}
