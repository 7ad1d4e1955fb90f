/** The paths of the second API that are answered, and what a refusal looks like there. */
import type { Direct } from '../../web/direct.js'
import { authenticate, type Identity } from '../engine/authenticate.js'
import type { Engine } from '../engine/context.js'
import { Refusal, renderRefusal } from '../engine/errors.js'
import { checkMayWrite, refusePartial } from '../engine/permissions.js'
import { credentialsIn } from '../engine/running.js'
import type { ThinEventRow } from '../store/thin-events.js'
import { listEvents, showEvent } from './events.js'
import { adjustMeterEvent, createMeterEvent } from './meter-events.js'
import { openSession, refuseExpired, sessionIn } from './session.js'
import { takeEvents } from './stream.js'

export interface SecondApiTools {
  readonly engine: Engine
  readonly hashKey: Uint8Array
  /** Tells whoever listens of an event that was kept; `payload` is all they are sent of it. */
  readonly tell: (row: ThinEventRow, payload: string) => void
}

/** What a request is, once it is known who asks. */
export interface Asking extends SecondApiTools {
  readonly request: Request
  readonly caller: Identity
  /** What stands in the path, if anything does. */
  readonly id: string
}

export interface SecondApi {
  /** Undefined for what isn't answered here. `path` may have a query. */
  answer(path: string, request: Request): Promise<Response> | undefined
  /** The same shortcut, but not for our paths. */
  beside(direct: Direct): Direct
}

export function secondApi(tools: SecondApiTools): SecondApi {
  return {
    answer: (path, request) => (OURS.test(path) ? answer(tools, request) : undefined),
    beside: (direct) => (incoming) =>
      OURS.test(incoming.url ?? '') ? undefined : direct(incoming),
  }
}

const OURS = /^\/v2\/(?:billing\/meter_event|core\/events(?:[/?]|$))/

type Handler = (asking: Asking) => Promise<object> | object

const ROUTES: readonly (readonly [RegExp, Handler])[] = [
  [/^POST \/v2\/billing\/meter_events$/, createMeterEvent],
  [/^POST \/v2\/billing\/meter_event_adjustments$/, adjustMeterEvent],
  [/^POST \/v2\/billing\/meter_event_session$/, openSession],
  [/^GET \/v2\/core\/events$/, listEvents],
  [/^GET \/v2\/core\/events\/([^/]+)$/, showEvent],
]
/** Asked with a session's token instead of a key. */
const STREAM = /^POST \/v2\/billing\/meter_event_stream$/

/** Undefined where there is nothing at that path after all. */
function answer(tools: SecondApiTools, request: Request): Promise<Response> | undefined {
  const asked = `${request.method} ${new URL(request.url).pathname}`
  if (STREAM.test(asked)) return answered(() => streamed(tools, request))
  for (const [pattern, handler] of ROUTES) {
    const found = pattern.exec(asked)
    if (found === null) continue
    const id = found[1] ?? ''
    return answered(() => handler({ ...tools, request, id, caller: callerOf(tools, request) }))
  }
  return undefined
}

function streamed(tools: SecondApiTools, request: Request): Promise<object> {
  const session = sessionIn(tools, request.headers.get('authorization') ?? '')
  if (session === undefined) return Promise.reject(refuseExpired())
  const caller = { ...session, maskedKey: '', application: null, access: 'read_write' } as const
  return takeEvents({ ...tools, request, id: '', caller: { ...caller, credential: 'token' } })
}

/** @throws Refusal 401 or 403 */
function callerOf({ engine }: SecondApiTools, { headers, method }: Request): Identity {
  const header = (name: string) => headers.get(name) ?? undefined
  const identity = authenticate(engine, credentialsIn(header))
  refusePartial(identity)
  if (method !== 'GET') checkMayWrite(identity)
  return identity
}

async function answered(handle: () => Promise<object> | object): Promise<Response> {
  try {
    return Response.json(await handle())
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, headers, body } = renderRefusal(error)
    return Response.json(body, { status, headers })
  }
}
