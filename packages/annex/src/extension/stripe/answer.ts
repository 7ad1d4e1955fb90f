/** What a read from Stripe came to. All of it is normal on some Tuesday, so none of it is thrown. */
import { Stripe } from 'stripe'

/** The platform's seconds between which what we read was so (O1). */
export interface Seen {
  since: number
  sec: number
}

export type Answer<T> =
  | { kind: 'ok'; value: T; seen: Seen }
  /** There is no such object. */
  | { kind: 'gone'; seen: Seen }
  /** Sending it again changes nothing: the request is wrong, or its key is one Stripe failed at. */
  | { kind: 'invalid'; param: string | undefined; reason: string }
  /** `access`: the account is no longer ours to read; `permission`: only this resource isn't. */
  | { kind: 'refused'; what: 'access' | 'permission'; reason: string }
  /** Our own key is not, or no longer, one of Stripe's: that says nothing about the account. */
  | { kind: 'unauthorized'; reason: string }
  | Setback

/** What may pass by itself. */
export type Setback =
  | { kind: 'limited'; retryAfterMs: number | undefined; reason: string }
  | { kind: 'unreachable'; reason: string }
  /** A reply that is none: a page of HTML, a body cut short, a list that isn't one. */
  | { kind: 'unusable'; reason: string }

export function isSetback(answer: Answer<unknown>): answer is Setback {
  return ['limited', 'unreachable', 'unusable'].includes(answer.kind)
}

type Failure = InstanceType<typeof Stripe.errors.StripeError>

/**
 * `Date` is stamped when the reply leaves, so what we read may be older by as long as it took. A
 * reply without a date could be from any second: it orders by observation alone, and events of its
 * object are always read again.
 */
export function seenBetween(date: string | null, tookMs: number): Seen {
  const sec = Math.floor(Date.parse(date ?? '') / 1000)
  return Number.isNaN(sec)
    ? { since: 0, sec: END_OF_TIME }
    : { since: sec - Math.ceil(tookMs / 1000), sec }
}

const END_OF_TIME = 253_402_300_799

/**
 * Texts are ours: Stripe's may hold part of a key.
 * @param tookMs what is gone is said to be so since then; whoever doesn't order by it leaves it out
 */
export function answerOf(error: Failure, tookMs = 0): Exclude<Answer<never>, { kind: 'ok' }> {
  const status = error.statusCode
  if (status === undefined || status < 400) return withoutStatus(error)
  if (status === 429) return limited(error)
  // Stripe keeps for a day what it answered to an idempotency key, its own failures too.
  if (status >= 500 && error.headers?.['idempotent-replayed'] === 'true') {
    return {
      kind: 'invalid',
      param: undefined,
      reason: 'Stripe failed at it once, and says so again.',
    }
  }
  if (status === 409 || status >= 500) {
    return { kind: 'unreachable', reason: `Stripe answered ${status}.` }
  }
  if (status === 401 && error.code !== 'platform_api_key_expired') {
    return { kind: 'unauthorized', reason: 'Stripe refuses our own key. Check STRIPE_SECRET_KEY.' }
  }
  if (status === 401 || status === 403) return refused(error, status)
  if (status === 404 && error.code === 'resource_missing') return missing(error, tookMs)
  return { kind: 'invalid', param: error.param, reason: `Stripe refused the request: ${status}.` }
}

function withoutStatus(error: Failure): Setback {
  return error instanceof Stripe.errors.StripeConnectionError
    ? { kind: 'unreachable', reason: 'Stripe could not be reached, or broke off.' }
    : { kind: 'unusable', reason: 'Stripe answered with something that is no JSON.' }
}

function limited(error: Failure): Setback {
  const seconds = Number(error.headers?.['retry-after'])
  const reason = error.headers?.['stripe-rate-limited-reason'] ?? error.code ?? 'rate_limit'
  const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined
  return { kind: 'limited', retryAfterMs, reason: `Stripe limits us (${reason}).` }
}

/** What is missing is what the path names, unless a parameter is told. */
function missing(
  { param, headers }: Failure,
  tookMs: number,
): Answer<never> & { kind: 'gone' | 'invalid' } {
  return param === 'starting_after'
    ? { kind: 'invalid', param, reason: 'Stripe refused the request: 404.' }
    : { kind: 'gone', seen: seenBetween(headers?.['date'] ?? null, tookMs) }
}

/** @see https://docs.stripe.com/error-codes#account-invalid */
function refused(error: Failure, status: number): Answer<never> & { kind: 'refused' } {
  const lost = status === 401 || error.code === 'account_invalid'
  return lost
    ? { kind: 'refused', what: 'access', reason: 'Stripe no longer lets us read this account.' }
    : { kind: 'refused', what: 'permission', reason: 'Stripe does not let us read this.' }
}
