/** A server from the moment it is ready: how it says so, and how it ends. */
import type { Log } from '../core/log.js'
import { systemTimers } from '../core/timers.js'

/** The first line on standard output, when `--json` was given; whoever started us waits for it. */
export function sayReady(facts: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ ready: true, ...facts })}\n`)
}

/** Everything must have ended by then (reliability J7). */
const LAST_MS = 10_000

/**
 * Ends the process when it is asked to: `close` finishes what is in hand, then exit code 0. Asked
 * twice, or after ten seconds, it ends at once.
 */
export function stopOnSignals(close: () => Promise<void>, log: Log): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130)
    stopping = true
    systemTimers.after(LAST_MS, () => process.exit(1))
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error, signal }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
