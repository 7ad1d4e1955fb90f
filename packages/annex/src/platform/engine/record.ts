/** The traces a request leaves: one canonical log line, and a row for the dashboard. */
import type { Engine } from './context.js'
import type { Outcome } from './execute.js'
import { keptParameters } from './kept-parameters.js'
import type { Incoming, Trail } from './trail.js'

export function record(
  engine: Engine,
  incoming: Incoming,
  trail: Trail,
  { outcome, durationMs }: { outcome: Outcome; durationMs: number },
): void {
  if (incoming.quiet) return
  const { identity } = trail
  const { status } = outcome
  engine.log.info(
    {
      request_id: trail.requestId,
      method: incoming.method,
      route: trail.route?.operation.path ?? null,
      status,
      account: identity?.account,
      livemode: identity?.livemode,
      application: identity?.application,
      idempotent_replayed: trail.replayed,
      duration_ms: Math.round(durationMs * 100) / 100,
    },
    'api request',
  )
  if (identity === undefined) return
  engine.requests.add({
    id: trail.requestId,
    account: identity.account,
    livemode: identity.livemode,
    application: identity.application,
    method: incoming.method,
    path: incoming.path,
    status,
    duration_ms: Math.round(durationMs),
    idempotency_key: incoming.idempotencyKey ?? null,
    parameters: keptParameters(trail.parameters),
    error: status >= 400 ? outcome.body : null,
    at: engine.outside.clock.now(),
  })
}
