/** The doors only the official command line knocks at; the API knows none of their paths. */
import { apiVersion } from '../../catalogue/catalogue.js'
import type { Clock } from '../../core/clock.js'
import type { Direct } from '../../web/direct.js'
import type { Upgrade } from '../../web/websocket/upgrade.js'
import type { Engine } from '../engine/context.js'
import { Refusal, renderRefusal } from '../engine/errors.js'
import { startListening, type Listening } from '../webhooks/listen/listening.js'
import type { Webhooks } from '../webhooks/webhooks.js'
import { authorizeCard } from './authorize.js'
import { resendEvent } from './resend.js'
import { confirmPaymentPage, showPaymentPage } from './payment-pages.js'
import { openSession } from './sessions.js'
import { subscribeWith } from './subscribe.js'

export interface StripeCliTools {
  readonly engine: Engine
  readonly webhooks: Webhooks
  readonly listening: Listening
  readonly hashKey: Uint8Array
}

export interface StripeCliRoutes {
  /** Undefined for the paths of the API, nearly always. `path` may have a query. */
  answer(path: string, request: Request): Promise<Response> | undefined
  /** The same shortcut, but not for our paths. */
  beside(direct: Direct): Direct
  readonly upgrade: Upgrade
  /** Whoever listens is told of the second API's events too. */
  readonly thinEvent: Listening['thinEvent']
  close(): void
}

/** Call it before anything is requested or recorded, once for an engine. */
export function stripeCliRoutes(
  tools: Omit<StripeCliTools, 'listening'> & { readonly signingClock: Clock },
): StripeCliRoutes {
  const { engine, signingClock } = tools
  const { store, outside, log, requests } = engine
  const listening = startListening({ store, outside, log, signingClock, version: apiVersion })
  requests.onRequest((row) => listening.requestMade(row))
  const all = { ...tools, listening }
  return {
    answer: (path, request) => (OURS.test(path) ? answer(all, request) : undefined),
    beside: (direct) => (incoming) =>
      OURS.test(incoming.url ?? '') ? undefined : direct(incoming),
    upgrade: subscribeWith(listening),
    thinEvent: (row, payload) => listening.thinEvent(row, payload),
    close: () => listening.close(),
  }
}

const OURS =
  /^\/v1\/(?:stripecli\/|payment_pages\/|events\/[^/?]+\/retry(?:\?|$)|issuing\/cards\/[^/?]+\/test\/)/

/** @param id as it stands in the path: ids have nothing to escape */
type Handler = (tools: StripeCliTools, request: Request, id: string) => Promise<object | Response>

const ROUTES: readonly (readonly [RegExp, Handler])[] = [
  [/^POST \/v1\/stripecli\/sessions$/, openSession],
  [/^POST \/v1\/issuing\/cards\/([^/]+)\/test\/authorizations$/, authorizeCard],
  [/^GET \/v1\/payment_pages\/([^/]+)$/, showPaymentPage],
  [/^POST \/v1\/payment_pages\/([^/]+)\/confirm$/, confirmPaymentPage],
  [/^POST \/v1\/events\/([^/]+)\/retry$/, resendEvent],
]

/** Undefined where there is nothing at that path after all. */
function answer(tools: StripeCliTools, request: Request): Promise<Response> | undefined {
  const { pathname } = new URL(request.url)
  for (const [pattern, handler] of ROUTES) {
    const found = pattern.exec(`${request.method} ${pathname}`)
    if (found) return answered(handler(tools, request, found[1] ?? ''))
  }
  return undefined
}

async function answered(handled: Promise<object | Response>): Promise<Response> {
  try {
    const answer = await handled
    return answer instanceof Response ? answer : Response.json(answer)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, headers, body } = renderRefusal(error)
    return Response.json(body, { status, headers })
  }
}
