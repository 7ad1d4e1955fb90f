/** What surrounds `execute`: refusals and bugs turned into answers, headers, and the log. */
import { newId } from '../../core/ids.js'
import type { Engine } from './context.js'
import { internalError, Refusal } from './errors.js'
import { execute, refused, type Outcome } from './execute.js'
import { headersFor } from './headers.js'
import { shownIn, withLoaded } from './loaded.js'
import { record } from './record.js'
import type { Incoming, Trail } from './trail.js'

export interface Answer extends Outcome {
  /** Names and values in turn, as node writes them. */
  readonly headers: readonly string[]
}

/** Never throws: whatever goes wrong is an answer. */
export function answer(engine: Engine, incoming: Incoming): Answer {
  const startedMs = engine.outside.timers.elapsedMs()
  const trail: Trail = { requestId: newId('req', engine.outside.random, 14) }
  const { outcome, headers } = settle(engine, incoming, trail)
  const durationMs = engine.outside.timers.elapsedMs() - startedMs
  record(engine, incoming, trail, { outcome, durationMs })
  return finished(engine, trail, outcome, headers)
}

/** What the answer was that could not be kept: all of it is undone, and the client may try again. */
export function notKept(engine: Engine, error: unknown): Answer {
  const trail: Trail = { requestId: newId('req', engine.outside.random, 14) }
  engine.log.error({ err: error, request_id: trail.requestId }, 'commit failed')
  return finished(engine, trail, refused(internalError()), [])
}

function finished(engine: Engine, trail: Trail, outcome: Outcome, own: readonly string[]): Answer {
  const headers = headersFor(trail, outcome.status)
  // By the clock that events are stamped with: clients order what they read by it.
  headers.push('Date', httpDate(engine.outside.clock.now()), ...own)
  return { status: outcome.status, body: outcome.body, headers }
}

let written = { seconds: NaN, text: '' }

/** RFC 9110 5.6.7; written once a second. */
function httpDate(seconds: number): string {
  if (written.seconds !== seconds) {
    written = { seconds, text: new Date(seconds * 1000).toUTCString() }
  }
  return written.text
}

function settle(
  engine: Engine,
  incoming: Incoming,
  trail: Trail,
): { outcome: Outcome; headers: readonly string[] } {
  try {
    return { outcome: execute(engine, incoming, trail), headers: [] }
  } catch (error) {
    if (error instanceof Refusal) {
      const refusal = shownIn(engine, withLoaded(engine, error, trail), trail)
      return { outcome: refused(refusal), headers: Object.entries(error.headers).flat() }
    }
    engine.log.error({ err: error, request_id: trail.requestId }, 'request failed')
    return { outcome: refused(internalError()), headers: [] }
  }
}
