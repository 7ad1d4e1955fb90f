/** Everything that can go wrong on purpose, and what it means to whoever it happens to. */

/** Webhooks: what happens to one attempt. */
export const DELIVERY_FAULTS = {
  drop: 'never sent, although it counts as delivered',
  fail: 'never sent; the connection is lost, and it is tried again later',
  lose_answer: 'delivered, but its answer is lost: it comes again',
  duplicate: 'delivered twice',
  delay: 'delivered late',
  reorder: 'held until another one has overtaken it',
  forge: 'a copy with a wrong signature arrives first',
} as const

/** API and token requests: what happens to one. */
export const ANSWER_FAULTS = {
  rate_limit: 'refused with 429 before anything was done',
  error: 'answered 500 before anything was done',
  html: "answered 200 with a proxy's HTML page; nothing was done",
  timeout: 'not answered; nothing was done',
  slow: 'carried out and answered late; its idempotency key is in use',
  reset: 'carried out, but the connection breaks before its answer',
  cut: 'carried out, but its answer breaks off in the middle',
} as const

export type DeliveryFault = keyof typeof DELIVERY_FAULTS
export type AnswerFault = keyof typeof ANSWER_FAULTS
export type Rates<Fault extends string> = Readonly<Partial<Record<Fault, number>>>

export interface DeliveryTrouble {
  readonly rates: Rates<DeliveryFault>
  /** How long a late one is held at most, in milliseconds. */
  readonly delay_ms: number
  /** Only deliveries about this account's events. */
  readonly account: string | null
  /** Only deliveries to this endpoint (`we_…`). */
  readonly endpoint: string | null
}

export interface AnswerTrouble {
  readonly rates: Rates<AnswerFault>
  /** How long a late answer takes at most, in milliseconds. */
  readonly slow_ms: number
  /** After this long an unanswered request's connection is closed. */
  readonly timeout_ms: number
  /** Only requests that name this account in `Stripe-Account`. */
  readonly account: string | null
  /** Only paths that begin like this: `/v1/charges`. */
  readonly path: string | null
}

export interface Settings {
  /** The same seed draws the same faults for the same requests in the same order. */
  readonly seed: number
  readonly deliveries: DeliveryTrouble
  readonly answers: AnswerTrouble
}

/** The fault that `drawn` (0 up to 1) falls on when each takes its rate's share of the line. */
export function faultAt<Fault extends string>(
  rates: Rates<Fault>,
  drawn: number,
): Fault | undefined {
  let upTo = 0
  for (const name of Object.keys(rates) as Fault[]) {
    upTo += rates[name] ?? 0
    if (drawn < upTo) return name
  }
  return undefined
}
