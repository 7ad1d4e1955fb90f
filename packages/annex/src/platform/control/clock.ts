/** `GET /clock` reads the platform's clock, `POST /clock` moves it ahead. */
import { laterBy, momentOf } from '../../core/moments.js'
import { ClockRefusal } from '../time/clock-refusal.js'
import type { ClockState, PlatformClock } from '../time/platform-clock.js'
import { ControlRefusal, wrongField } from './refusal.js'
import type { ControlBody, ControlMethod, ControlResource } from './resource.js'

const FIELDS = ['to', 'by', 'wait']

export const clock: ControlResource = { path: '/clock', methods: { GET: read, POST: move } }

function read({ clock }: Parameters<ControlMethod>[0]) {
  return { body: shown(clock.state()) }
}

/** Answers when everything on the way has happened; with `wait: false` at once, with 202. */
async function move({ clock, log }: Parameters<ControlMethod>[0], body: ControlBody) {
  const odd = Object.keys(body).find((name) => !FIELDS.includes(name))
  if (odd !== undefined) throw wrongField(odd, `is not known; ${FIELDS.join(', ')} are`)
  const { wait = true } = body
  if (typeof wait !== 'boolean') throw wrongField('wait', 'must be true or false')
  const moving = begin(clock, targetOf(body, clock.state().now))
  if (wait) await moving
  else moving.catch((error: unknown) => log.error({ err: error }, 'the clock stopped on its way'))
  return { status: wait ? 200 : 202, body: shown(clock.state()) }
}

function begin(clock: PlatformClock, to: number): Promise<void> {
  try {
    return clock.advance(to)
  } catch (error) {
    if (!(error instanceof ClockRefusal)) throw error
    throw new ControlRefusal(error.reason === 'busy' ? 409 : 400, error.message)
  }
}

function targetOf({ to, by }: ControlBody, now: number): number {
  if ((to === undefined) === (by === undefined)) {
    throw new ControlRefusal(400, "Say either 'to' or 'by'.", to === undefined ? 'by' : 'to')
  }
  if (to !== undefined) {
    const at =
      typeof to === 'string' ? momentOf(to) : Number.isSafeInteger(to) ? Number(to) : undefined
    if (at !== undefined) return at
    throw wrongField(
      'to',
      'must be an ISO 8601 time, such as 2026-01-31T12:00:00Z, or Unix seconds',
    )
  }
  const at = typeof by === 'string' ? laterBy(by, now) : undefined
  if (at !== undefined) return at
  throw wrongField('by', "must be a span, such as '1 day', '2 weeks', '1 month' or '36 hours'")
}

function shown({ now, state, movable, advancing }: ClockState) {
  return { now, time: new Date(now * 1000).toISOString(), state, movable, advancing }
}
