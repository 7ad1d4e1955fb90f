/** The id every answer has, under which its request is found in the log (reliability 9). */
import type { MiddlewareHandler } from 'hono'
import { newId } from '../core/ids.js'
import type { Random } from '../core/random.js'

export interface RequestIdEnv {
  Variables: { requestId: string }
}

/** Sets `c.var.requestId` and the `Request-Id` header. */
export function requestIds(random: Random): MiddlewareHandler<RequestIdEnv> {
  return async (c, next) => {
    const id = newId('req', random, 14)
    c.set('requestId', id)
    await next()
    c.header('Request-Id', id)
  }
}
