/** The shape of every refusal, and the one place that turns it into Stripe's error envelope. */

/** The only types that travel; `authentication_error` and its like are classes of the client. */
type ErrorType =
  | 'api_error'
  | 'card_error'
  | 'idempotency_error'
  | 'invalid_request_error'
  // Of the second API.
  | 'temporary_session_expired'

/** The fields of `error`. Absent ones are left out of the answer, never null. */
export interface ErrorFields {
  readonly type: ErrorType
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly decline_code?: string
  readonly advice_code?: string
  readonly network_advice_code?: string
  readonly network_decline_code?: string
  /** The id of the failed charge. */
  readonly charge?: string
  readonly payment_method_type?: string
  /** Whole objects, not ids: what the request had loaded when it was refused. */
  readonly payment_intent?: object
  readonly setup_intent?: object
  readonly payment_method?: object
  readonly source?: object
}

/** The caller's mistake. Thrown by a named function, rendered once by `renderRefusal`. */
export class Refusal extends Error {
  readonly status: number
  readonly fields: ErrorFields
  /** Headers the answer gets besides the usual ones, such as `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, fields: ErrorFields, headers: Record<string, string> = {}) {
    super(fields.message)
    this.name = 'Refusal'
    this.status = status
    this.fields = fields
    this.headers = headers
  }

  get code(): string | undefined {
    return this.fields.code
  }

  get param(): string | undefined {
    return this.fields.param
  }

  /** The same refusal with more fields, e.g. the intent that a later check found in a wrong state. */
  with(more: Partial<ErrorFields>): Refusal {
    return new Refusal(this.status, { ...this.fields, ...more }, { ...this.headers })
  }
}

export interface ErrorAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: { readonly error: Readonly<Record<string, unknown>> }
}

/** @param requestLogUrl where the account's owner can look the request up in the dashboard */
export function renderRefusal(refusal: Refusal, requestLogUrl?: string): ErrorAnswer {
  const { code } = refusal.fields
  const error = sorted({
    ...refusal.fields,
    doc_url: code === undefined ? undefined : docUrl(code),
    request_log_url: requestLogUrl,
  })
  return { status: refusal.status, headers: refusal.headers, body: { error } }
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
}

// Stripe writes the envelope's keys in alphabetical order.
function sorted(fields: Record<string, unknown>): Record<string, unknown> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A 400 of the common sort; objects make their own named refusals from it. */
export function invalidRequest(
  message: string,
  more: { code?: string; param?: string } = {},
): Refusal {
  return new Refusal(400, { type: 'invalid_request_error', message, ...more })
}

/** What a bug answers with: the same text always, the detail is for the log alone. */
export function internalError(): Refusal {
  return new Refusal(500, { type: 'api_error', message: 'An unknown error occurred' })
}
