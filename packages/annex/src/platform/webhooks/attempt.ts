/** One attempt at a delivery: what we send, and what the answer means. */
import type { Clock } from '../../core/clock.js'
import type { Timers } from '../../core/timers.js'
import { AddressRefused, type Answer, type Egress, type Outbound } from './egress.js'
import { readRetryAfter } from './schedule.js'
import { signatureHeader } from './signature.js'

/** Headers and body of the answer must be there by then (reliability D3). */
const TIMEOUT_MS = 10_000

/** What is sent, and the secrets it is signed with: two while one is being rolled. */
export interface Message {
  url: string
  body: string
  secrets: readonly string[]
  about: NonNullable<Outbound['about']>
}

export type Outcome =
  | { kind: 'accepted' | 'rejected'; status: number; answer: string; retryAfter: number | null }
  | { kind: 'unreachable'; reason: Reason }

/** Why there was no answer, in words a dashboard can show. */
export type Reason =
  | 'timed_out'
  | 'address_refused'
  | 'name_not_found'
  | 'connection_refused'
  | 'connection_lost'
  | 'certificate_invalid'
  | 'not_http'

export interface AttemptTools {
  egress: Egress
  timers: Timers
  /** Receivers refuse a signature over 300 s old, by their own clock. */
  signingClock: Clock
}

/**
 * Sends `message` once. Whatever the endpoint does is an outcome; nothing it does is thrown.
 * @param stopped aborts it because the house closes; the outcome then means nothing
 * @returns `accepted` for any 2xx, `rejected` for other answers, `unreachable` when there was none
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export async function attempt(
  message: Message,
  tools: AttemptTools,
  stopped: AbortSignal,
): Promise<Outcome> {
  const now = tools.signingClock.now()
  const late = new AbortController()
  const deadline = tools.timers.after(TIMEOUT_MS, () => late.abort())
  try {
    const request = signedRequest(message, now)
    const answer = await tools.egress.post(request, AbortSignal.any([late.signal, stopped]))
    return read(answer, now)
  } catch (error) {
    return { kind: 'unreachable', reason: late.signal.aborted ? 'timed_out' : reasonFor(error) }
  } finally {
    deadline.cancel()
  }
}

function signedRequest({ url, body, secrets, about }: Message, now: number): Outbound {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    Accept: '*/*; q=0.5, application/xml',
    'Cache-Control': 'no-cache',
    'Accept-Encoding': 'gzip',
    'Stripe-Signature': signatureHeader(body, secrets, now),
  }
  return { url, headers, body, about }
}

// Following a redirect would hand a signed event to a stranger, so a 3xx is a rejection too.
function read({ status, body, retryAfter }: Answer, now: number): Outcome {
  const kind = status >= 200 && status < 300 ? 'accepted' : 'rejected'
  return { kind, status, answer: body, retryAfter: readRetryAfter(retryAfter, now) }
}

const REASONS: Readonly<Record<string, Reason>> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  ECONNREFUSED: 'connection_refused',
  UND_ERR_CONNECT_TIMEOUT: 'timed_out',
  UND_ERR_HEADERS_TIMEOUT: 'timed_out',
  UND_ERR_BODY_TIMEOUT: 'timed_out',
  UND_ERR_HEADERS_OVERFLOW: 'not_http',
}

function reasonFor(error: unknown): Reason {
  if (error instanceof AddressRefused) return 'address_refused'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return 'certificate_invalid'
  if (error instanceof Error && error.name === 'HTTPParserError') return 'not_http'
  return REASONS[code] ?? 'connection_lost'
}
