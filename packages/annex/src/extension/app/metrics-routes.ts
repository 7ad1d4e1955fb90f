/** `/metrics`: for whoever holds the token; without one, for this machine in development alone. */
import { Hono, type Context } from 'hono'
import { EXPOSITION_TYPE, exposition } from '../../core/metrics.js'
import { sameText, type Secret } from '../../core/secret.js'
import { isThisMachine } from '../people/this-machine.js'
import { PATHS } from '../routes.js'
import type { Metrics } from './metrics.js'

export interface MetricsDoor {
  metrics: Metrics
  /** Null: none is set. */
  token: Secret | null
  /** Whether nobody else can reach the handler: development, under a name of this machine. */
  alone: boolean
}

export function metricsRoutes(door: MetricsDoor): Hono {
  return new Hono().get(PATHS.metrics, async (c) => {
    const refusal = refusalOf(c, door)
    if (refusal) return c.text(`${refusal.text}\n`, refusal.status, refusal.headers)
    const text = exposition(await door.metrics.families())
    return c.body(text, 200, { 'Content-Type': EXPOSITION_TYPE, 'Cache-Control': 'no-store' })
  })
}

function refusalOf(c: Context, { token, alone }: MetricsDoor) {
  if (token) {
    const given = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (given !== undefined && sameText(given, token.reveal())) return undefined
    const headers = { 'WWW-Authenticate': 'Bearer' }
    return { status: 401, text: 'Send METRICS_TOKEN as a bearer token.', headers } as const
  }
  if (alone && isThisMachine(c)) return undefined
  return { status: 403, text: 'Set METRICS_TOKEN to read metrics here.', headers: {} } as const
}
