/** One line in the log for each page: the route, never the address, which may carry a code or a state. */
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from '../core/log.js'
import type { Timers } from '../core/timers.js'
import type { RequestIdEnv } from './request-id.js'

/** Put behind `requestIds`. */
export function requestLines(log: Log, timers: Timers): MiddlewareHandler<RequestIdEnv> {
  return async (c, next) => {
    const began = timers.elapsedMs()
    await next()
    const duration_ms = Math.round(timers.elapsedMs() - began)
    const { method } = c.req
    const line = { id: c.var.requestId, method, route: routePath(c, -1), status: c.res.status }
    log.info({ ...line, duration_ms }, 'request')
  }
}
