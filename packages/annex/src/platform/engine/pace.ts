/** How many requests an account may send in a second, and have under way at once (api.md 1.9). Off unless asked for. */
import type { Operation } from '../../catalogue/catalogue.js'
import type { Clock } from '../../core/clock.js'
import { rateLimited } from './refusals/request.js'
import type { Scope } from './unit-of-work.js'

export interface Pace {
  /**
   * Counts one request, as under way until what it returns is called.
   * @throws Refusal 429 when it is one too many; nothing was done then, and it may be sent again
   */
  take(scope: Scope, operation: Operation): () => void
}

/** Requests a second for an account, whatever they are. */
const GLOBAL = { live: 100, test: 25 }
/** For each verb and path, whatever the ids in it. */
const ENDPOINT = 25

/** Endpoints that count as one, or have a limit of their own; the first that fits. */
const SPECIAL: readonly { readonly name: RegExp; readonly key: string; readonly rate: number }[] = [
  { name: /\/search$/, key: 'search', rate: 20 },
  { name: /^GET \/v1\/files(?:\/|$)/, key: 'files read', rate: 20 },
  { name: /^POST \/v1\/files$/, key: 'files written', rate: 20 },
  { name: /^POST \/v1\/payouts$/, key: 'payouts', rate: 15 },
]

/** Under way at once, of what may be sent in a second: Stripe has such limits and publishes no numbers. */
const AT_ONCE = 0.5

/** More are not remembered: a bucket nobody asks for has filled up by then. */
const MOST_BUCKETS = 10_000

/** Each limit is a bucket that holds a second's requests and refills all the time. */
export function createPace(clock: Clock): Pace {
  const buckets = new Map<string, { left: number; atMs: number }>()
  const underWay = new Map<string, number>()

  function bucket(key: string, rate: number) {
    const nowMs = clock.nowMs()
    const known = buckets.get(key) ?? { left: rate, atMs: nowMs }
    const refilled = Math.max(nowMs - known.atMs, 0) * (rate / 1000)
    const now = { left: Math.min(rate, known.left + refilled), atMs: nowMs }
    if (buckets.size >= MOST_BUCKETS) buckets.clear()
    buckets.set(key, now)
    return now
  }

  function isFull(key: string, rate: number): boolean {
    return (underWay.get(key) ?? 0) >= Math.ceil(rate * AT_ONCE)
  }

  function enter(key: string): void {
    underWay.set(key, (underWay.get(key) ?? 0) + 1)
  }

  function leave(key: string): void {
    const others = (underWay.get(key) ?? 0) - 1
    if (others > 0) underWay.set(key, others)
    else underWay.delete(key)
  }

  return {
    take({ account, livemode }, { method, path }) {
      const mode = livemode ? 'live' : 'test'
      const whose = `${account} ${mode}`
      const name = `${method} ${path}`
      const { key, rate } = SPECIAL.find((one) => one.name.test(name)) ?? {
        key: name,
        rate: ENDPOINT,
      }
      const all = bucket(whose, GLOBAL[mode])
      const one = bucket(`${whose} ${key}`, rate)
      if (all.left < 1) throw rateLimited('global-rate', 1)
      if (one.left < 1) throw rateLimited('endpoint-rate', 1)
      if (isFull(whose, GLOBAL[mode])) throw rateLimited('global-concurrency', 1)
      if (isFull(`${whose} ${key}`, rate)) throw rateLimited('endpoint-concurrency', 1)
      all.left -= 1
      one.left -= 1
      const places = [whose, `${whose} ${key}`]
      places.forEach(enter)
      return () => places.forEach(leave)
    },
  }
}
