/** When a delivery that failed is tried again (reliability D4). */
import type { Random } from '../../core/random.js'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** What is waited after the first try, after the second, and so on. */
const STEPS = {
  live: [
    ...[5, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR],
    ...[2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 18 * HOUR, 24 * HOUR],
  ],
  test: [10, 10 * MINUTE, 2 * HOUR],
} as const

/** No try comes later than this after its event. */
const LATEST = 72 * HOUR
/** Endpoints that failed together must not be asked again together. */
const JITTER = 0.2

export interface Failed {
  livemode: boolean
  /** Tries made, this one included. */
  attempts: number
  /** When the event happened: Unix seconds. */
  eventCreated: number
  /** What the endpoint asked for: seconds, or null. */
  retryAfter: number | null
}

/** @returns Unix seconds of the next try, or null when there is none left */
export function nextTry(failed: Failed, now: number, random: Random): number | null {
  const step = STEPS[failed.livemode ? 'live' : 'test'][failed.attempts - 1]
  if (step === undefined) return null
  const jittered = step * (1 - JITTER + 2 * JITTER * random.fraction())
  const asked = Math.min(failed.retryAfter ?? 0, 2 * step)
  const at = now + Math.max(Math.round(Math.max(jittered, asked)), 1)
  const latest = failed.eventCreated + LATEST
  return now >= latest ? null : Math.min(at, latest)
}

/** `Retry-After` in seconds, from either of its two forms (RFC 9110 10.2.3). */
export function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(Math.floor(date / 1000) - now, 0)
}
