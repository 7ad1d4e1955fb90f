/** What the token endpoints share: their headers, and how their refusals are answered. */
import type { Context } from 'hono'
import type { Cause } from './connection.js'
import { KeyRefusal, OAuthRefusal } from './refusals.js'

export interface EndpointEnv {
  Variables: { requestId?: string }
}

/** RFC 6749 §5.1. */
export const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

export function causeOf(c: Context<EndpointEnv>): Cause {
  const idempotency_key = c.req.header('idempotency-key') ?? null
  return { id: c.get('requestId') ?? null, idempotency_key }
}

/** For `onError`. Bugs go on to where they are logged, and are not worth sending again. */
export function answerRefusal(error: Error, c: Context): Response {
  if (error instanceof OAuthRefusal) {
    const body = { error: error.error, error_description: error.message }
    return c.json(body, error.status, { ...NO_STORE, ...challenge(c, error.status) })
  }
  if (!(error instanceof KeyRefusal)) {
    c.header('Stripe-Should-Retry', 'false')
    throw error
  }
  if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter))
  const details = { type: 'invalid_request_error', code: error.code, message: error.message }
  return c.json({ error: details }, error.status, { ...NO_STORE, ...challenge(c, error.status) })
}

/** A 401 names the scheme that was tried (RFC 6749 §5.2). */
function challenge(c: Context, status: number): Record<string, string> {
  if (status !== 401) return {}
  const isBasic = /^basic\b/i.test(c.req.header('authorization') ?? '')
  return { 'WWW-Authenticate': `${isBasic ? 'Basic' : 'Bearer'} realm="oauth"` }
}
