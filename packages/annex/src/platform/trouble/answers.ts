/** The way in, with trouble: answers that come late, wrong, broken or not at all. */
import type { Timers } from '../../core/timers.js'
import { breakConnection, brokenOff } from '../../web/broken.js'
import type { NodeBindings } from '../../web/limited-server.js'
import type { AnswerFault } from './faults.js'
import type { Struck, Trouble } from './trouble.js'

interface Asked {
  readonly request: Request
  readonly path: string
  /** Node's own request and response, where there is a socket that can break. */
  readonly node: NodeBindings | undefined
}

interface Tools {
  readonly timers: Timers
  readonly closing: AbortSignal
  /** The request is under way, for whoever sends it a second time, until what it returns is called. */
  readonly hold: (request: Request) => () => void
}

type Carry = () => Response | Promise<Response>

/**
 * Answers as `carryOut` does, or as trouble has it.
 * @param closing ends what is left waiting on purpose
 */
export function withTrouble(
  trouble: Trouble,
  { request, path, node }: Asked,
  carryOut: Carry,
  tools: Tools,
): Response | Promise<Response> {
  const account = request.headers.get('stripe-account')
  const struck = trouble.forAnswer({ account, path })
  return struck ? suffer(struck, { request, node }, carryOut, tools) : carryOut()
}

async function suffer(
  { fault, random, settings }: Struck<AnswerFault>,
  { request, node }: Pick<Asked, 'request' | 'node'>,
  carryOut: Carry,
  { timers, closing, hold }: Tools,
): Promise<Response> {
  const { slow_ms, timeout_ms } = settings.answers
  switch (fault) {
    case 'rate_limit':
      return refused(429, {
        ...{ type: 'invalid_request_error', code: 'rate_limit' },
        message: 'Too many requests, on purpose: trouble is on. Send it again in a moment.',
      })
    case 'error':
      return refused(500, {
        ...{ type: 'api_error' },
        message: 'Something went wrong, on purpose: trouble is on. Nothing was done.',
      })
    case 'html':
      return new Response('<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>', {
        headers: { 'Content-Type': 'text/html' },
      })
    case 'timeout':
      await timers.sleep(timeout_ms, closing)
      return breakConnection(node)
    case 'slow': {
      const release = hold(request)
      await timers.sleep(random.integer(slow_ms + 1), closing).finally(release)
      return carryOut()
    }
    case 'reset':
      await carryOut()
      return breakConnection(node)
    case 'cut':
      return brokenOff(await carryOut(), node)
    default:
      return fault satisfies never
  }
}

function refused(status: number, error: object): Response {
  const body = `${JSON.stringify({ error }, null, 2)}\n`
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } })
}
