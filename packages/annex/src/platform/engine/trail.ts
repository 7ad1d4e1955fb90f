/** What becomes known of a request while it is answered: for its headers and its log line. */
import type { FormHash } from '../../core/form.js'
import type { Identity } from './authenticate.js'
import type { Route } from './route.js'

/** A request read off the wire, or made up by the dashboard. */
export interface Incoming {
  readonly method: string
  /** Without the query; segments still percent-encoded. */
  readonly path: string
  readonly idempotencyKey: string | undefined
  /** `Stripe-Version`. */
  readonly version: string | undefined
  /** A page looks: nobody asked anything of the API, so the log of requests has no line for it. */
  readonly quiet?: boolean
  /** Runs `run` once the answer is on its way; left out, the request is over as soon as it is carried out. */
  whenAnswered?(run: () => void): void
  /** Who asks; refuses when nobody may. */
  identify(): Identity
  /** Decoded late: a request nobody may make isn't worth reading. */
  parameters(): FormHash
}

export interface Trail {
  readonly requestId: string
  /** The `Stripe-Version` asked for, once it is known to exist. */
  version?: string
  identity?: Identity
  route?: Route
  /** As they were sent. */
  parameters?: FormHash
  /** Set once the request is one that is answered once only. */
  idempotencyKey?: string
  /** The first request with that key: this one, or the one whose answer is repeated. */
  originalRequest?: string
  replayed?: boolean
}
