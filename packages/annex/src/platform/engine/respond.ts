/**
 * One API request from start to finish; read this first. `answer` and `execute` decide; this file
 * reads the request and says when it is answered: what changes something waits for its commit.
 */
import type { FormHash } from '../../core/form.js'
import { answer, notKept, type Answer } from './answer.js'
import { authenticate } from './authenticate.js'
import type { Engine } from './context.js'
import { preflight } from './headers.js'
import { isMultipart, readMultipart, readParameters } from './parameters.js'
import { credentialsIn, holdKey } from './running.js'
import type { Incoming } from './trail.js'

/** A request whose body has arrived. */
export interface Received {
  readonly method: string
  /** Without the query; segments still percent-encoded. */
  readonly path: string
  readonly parameters: () => FormHash
  /** By its name in small letters. */
  readonly header: (name: string) => string | undefined
}

/**
 * One HTTP request. Never throws or rejects: whatever goes wrong is an answer. What has no body is
 * answered at once: waiting for a promise and its clean-up costs a third of a read.
 */
export function respond(engine: Engine, request: Request): Response | Promise<Response> {
  const { method, headers } = request
  if (method === 'OPTIONS') return preflight()
  const { path, query } = cut(targetOf(request.url))
  const header = (name: string) => headers.get(name) ?? undefined
  if (method === 'GET') {
    const carrier = { method, query, contentType: null, body: '' }
    const parameters = () => readParameters(carrier)
    const answered = answerTo(engine, { method, path, header, parameters })
    return answered instanceof Promise ? answered.then(asResponse) : asResponse(answered)
  }
  const uploads = method === 'POST' && isMultipart(headers.get('content-type'))
  const release = uploads ? holdKey(engine, header) : undefined
  return parametersOf(request, query).then(async (parameters) => {
    release?.()
    return asResponse(await answerTo(engine, { method, path, header, parameters }))
  })
}

/**
 * A read that comes while others wait for their commit waits with them: it may show what they did,
 * and that must not be seen before it is durable.
 */
export function answerTo(engine: Engine, received: Received): Answer | Promise<Answer> {
  const { store } = engine
  let leave: (() => void) | undefined
  if (received.method === 'GET' && !store.isWaiting()) return left(answer(engine, incoming()))
  try {
    return store
      .together(() => answer(engine, incoming()))
      .catch((error: unknown) => notKept(engine, error))
      .then(left)
  } catch (error) {
    return left(notKept(engine, error))
  }

  function left(answered: Answer): Answer {
    leave?.()
    return answered
  }

  function incoming(): Incoming {
    const { method, path, parameters, header } = received
    return {
      ...{ method, path, parameters },
      whenAnswered: (run) => void (leave = run),
      idempotencyKey: header('idempotency-key'),
      version: header('stripe-version'),
      identify: () => authenticate(engine, credentialsIn(header)),
    }
  }
}

/** Cut by hand: the server has parsed the URL already, and a `URL` for each request is not free. */
function targetOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.indexOf('#', start)
  return end === -1 ? url.slice(start) : url.slice(start, end)
}

/** `/v1/customers?limit=3` → its path, and its query without the mark. */
export function cut(target: string): { path: string; query: string } {
  const mark = target.indexOf('?')
  if (mark === -1) return { path: target, query: '' }
  return { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

function asResponse({ status, body, headers }: Answer): Response {
  const pairs: [string, string][] = []
  for (let at = 0; at < headers.length; at += 2) {
    pairs.push([headers[at] ?? '', headers[at + 1] ?? ''])
  }
  return new Response(body, { status, headers: pairs })
}

/** Reads the body; what cannot be decoded is refused only when its turn comes. */
async function parametersOf(request: Request, query: string): Promise<() => FormHash> {
  const { method, headers } = request
  const contentType = headers.get('content-type')
  if (!isMultipart(contentType)) {
    const body = await request.text()
    return () => readParameters({ method, query, contentType, body })
  }
  const reading = await Promise.allSettled([readMultipart(request, query)])
  return () => {
    if (reading[0].status === 'fulfilled') return reading[0].value
    throw reading[0].reason
  }
}
