/** `/livez`: the process turns. `/readyz`: the store answers, with its tables up to date. */
import { Hono } from 'hono'
import type { Outside } from '../../core/outside.js'
import type { Timers } from '../../core/timers.js'
import { PATHS } from '../routes.js'
import type { Database } from '../store/database.js'

const STORE_DEADLINE_MS = 1000

export function healthRoutes(database: Database, outside: Outside): Hono {
  return new Hono()
    .get(PATHS.livez, (c) => c.json({ status: 'ok' }))
    .get(PATHS.readyz, async (c) => {
      const reason = await storeTrouble(database, outside.timers)
      if (reason === undefined) return c.json({ status: 'ok', store: database.kind })
      c.header('Retry-After', '1')
      return c.json({ status: 'unavailable', reason }, 503)
    })
}

/** @returns why the store can't be used, within a second or so; undefined when it can */
export async function storeTrouble(
  database: Database,
  timers: Timers,
): Promise<string | undefined> {
  const stop = new AbortController()
  const late = timers
    .sleep(STORE_DEADLINE_MS, stop.signal)
    .then(() => `The store did not answer within ${STORE_DEADLINE_MS} ms.`)
  const answered = database.query('select 1').then(
    () => undefined,
    () => 'The store refuses queries.',
  )
  const first = await Promise.race([answered, late])
  stop.abort()
  return first
}
