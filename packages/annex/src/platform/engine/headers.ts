/** The headers of every answer (api.md 1.7). */
import { apiVersion } from '../../catalogue/catalogue.js'
import type { Trail } from './trail.js'

const CONSTANT = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-cache, no-store',
  Vary: 'Origin',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, HEAD, PUT, PATCH, POST, DELETE',
  'Access-Control-Expose-Headers':
    'Request-Id, Stripe-Manage-Version, Stripe-Should-Retry, X-Stripe-External-Auth-Required, X-Stripe-Privileged-Session-Required',
  'Access-Control-Max-Age': '300',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
}

const CONSTANT_LINES = Object.entries(CONSTANT).flat()

/** Names and values in turn, for the caller to add to. */
export function headersFor(trail: Trail, status: number): string[] {
  const { identity, idempotencyKey, originalRequest } = trail
  const version = trail.version ?? apiVersion()
  const headers = [...CONSTANT_LINES, 'Request-Id', trail.requestId, 'Stripe-Version', version]
  const acting = identity?.credential === 'header' || identity?.credential === 'token'
  if (acting) headers.push('Stripe-Account', identity.account)
  if (idempotencyKey !== undefined) headers.push('Idempotency-Key', idempotencyKey)
  if (originalRequest !== undefined) headers.push('Original-Request', originalRequest)
  if (trail.replayed) headers.push('Idempotent-Replayed', 'true')
  // The outcome of a keyed request is settled: asking again would only bring the same answer.
  if (idempotencyKey !== undefined && status < 500) headers.push('Stripe-Should-Retry', 'false')
  return headers
}

/** A browser asking whether it may ask. */
export function preflight(): Response {
  const headers = {
    ...CONSTANT,
    'Access-Control-Allow-Headers':
      'Authorization, Content-Type, Idempotency-Key, Stripe-Account, Stripe-Context, Stripe-Version',
  }
  return new Response('', { status: 200, headers })
}
