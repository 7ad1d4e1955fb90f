/** Refusals about the request as a whole: its URL, version, size, pace and idempotency key. */
import { Refusal, invalidRequest } from '../errors.js'

const HELP = 'Please see https://stripe.com/docs or we can help at https://support.stripe.com/.'
const TRAILING_SLASH =
  'If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, ' +
  'make sure you passed a valid (non-empty) identifier in your code. '

/** @param path as it was asked for, without the query */
export function unrecognizedUrl(method: string, path: string): Refusal {
  const shown = shortened(path)
  const advice = path.endsWith('/') ? TRAILING_SLASH : ''
  const message = `Unrecognized request URL (${method}: ${shown}). ${advice}${HELP}`
  return new Refusal(404, { type: 'invalid_request_error', message })
}

/** Most of `/v2` is beyond this platform. */
export function secondApi(method: string, path: string): Refusal {
  const message = `Unrecognized request URL (${method}: ${shortened(path)}). This platform answers Stripe's v1 API; of v2 it has meter events and the events about them. ${HELP}`
  return new Refusal(404, { type: 'invalid_request_error', message })
}

function shortened(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path
}

export function invalidApiVersion(version: string): Refusal {
  return invalidRequest(`Invalid Stripe API version: ${version}`)
}

/** A body that isn't a form, such as JSON, which v1 never reads. */
export function unsupportedContentType(): Refusal {
  return invalidRequest(
    'Invalid request (check that your POST content type is application/x-www-form-urlencoded). ' +
      'If you have questions, we can help at https://support.stripe.com/.',
  )
}

export type LimitReason =
  | 'global-rate'
  | 'endpoint-rate'
  | 'global-concurrency'
  | 'endpoint-concurrency'
  | 'resource-specific'

export function rateLimited(reason: LimitReason, retryAfterSeconds: number): Refusal {
  const message =
    'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.'
  return new Refusal(
    429,
    { type: 'invalid_request_error', code: 'rate_limit', message },
    // Nothing was done, so asking again is safe; without the header clients would not.
    {
      ...{ 'Stripe-Rate-Limited-Reason': reason, 'Stripe-Should-Retry': 'true' },
      'Retry-After': String(retryAfterSeconds),
    },
  )
}

export function idempotencyKeyTooLong(): Refusal {
  return idempotencyError(400, 'Idempotency keys can be at most 255 characters long.')
}

export function otherParametersForKey(key: string): Refusal {
  return idempotencyError(
    400,
    'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  )
}

export function otherEndpointForKey(key: string, path: string, firstPath: string): Refusal {
  return idempotencyError(
    400,
    'Keys for idempotent requests can only be used for the same endpoint they were first used for ' +
      `('${path}' vs '${firstPath}'). Try using a key other than '${key}' if you meant to execute a different request.`,
  )
}

/** The first request with that key is still under way. */
export function keyInUse(key: string): Refusal {
  return idempotencyError(
    409,
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted ' +
      `twice, and the other request is still going through): ${key}. Please try again later.`,
    'idempotency_key_in_use',
  )
}

function idempotencyError(status: number, message: string, code?: string): Refusal {
  const coded = code === undefined ? {} : { code }
  return new Refusal(status, { type: 'idempotency_error', message, ...coded })
}
