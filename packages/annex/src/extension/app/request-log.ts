/** One line per request (K6), and the id by which people can ask about it. */
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { newId } from '../../core/ids.js'
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'

export interface RequestEnv {
  /** `mount`: the path of the handler in its host's server, for pages to find their styles. */
  Variables: { requestId: string; mount: string }
}

/** Put first. The path may carry codes and states, so only the route's pattern is logged. */
export function logRequests(log: Log, outside: Outside): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const began = outside.timers.elapsedMs()
    const id = newId('req', outside.random, 14)
    c.set('requestId', id)
    await next()
    c.header('Request-Id', id)
    const { status } = c.res
    const line = {
      request: id,
      method: c.req.method,
      route: routePath(c, -1),
      status,
      duration_ms: Math.round(outside.timers.elapsedMs() - began),
      outcome: status < 400 ? 'ok' : status < 500 ? 'refused' : 'failed',
    }
    log.info(line, 'request')
  }
}
