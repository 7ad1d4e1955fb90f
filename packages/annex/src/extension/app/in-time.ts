/** A page owes an answer within five seconds also while the store hangs: then one that says so. */
import type { MiddlewareHandler } from 'hono'
import type { Timers } from '../../core/timers.js'
import type { Database } from '../store/database.js'
import { StoreUnavailable } from '../store/unavailable.js'
import { storeTrouble } from './health.js'

/** After this a request that is not answered looks whether it is the store it waits for. */
const PATIENCE_MS = 3500

/**
 * A request that waits for something else, for Stripe's answer to a code say, goes on waiting. One
 * that is sent away may still be carried out once the store is back, whole or not at all.
 * @throws StoreUnavailable
 */
export function answerInTime(database: Database, timers: Timers): MiddlewareHandler {
  return async (_, next) => {
    const answered = new AbortController()
    const late = watch(database, timers, answered.signal)
    try {
      await Promise.race([next(), late])
    } finally {
      answered.abort()
    }
  }
}

/** Rejects when the store hangs; never resolves before the request is answered. */
async function watch(database: Database, timers: Timers, answered: AbortSignal): Promise<void> {
  while (!answered.aborted) {
    await timers.sleep(PATIENCE_MS, answered)
    if (answered.aborted) return
    const trouble = await storeTrouble(database, timers)
    if (trouble !== undefined && !answered.aborted) throw new StoreUnavailable(trouble)
  }
}
