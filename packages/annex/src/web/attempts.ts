/** Counting attempts, so that guessing stops being worth while (reliability S11, section 10). */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts by a key: an address, an account, an API key. */
export interface Attempts {
  /** Seconds to wait before the next try, or 0 when one is still free. Counts nothing. */
  waitFor(key: string): Promise<number>
  /** Counts one attempt. @returns as `waitFor`: above 0, this one was too many */
  count(key: string): Promise<number>
  /** Takes one counted attempt back: it turned out to be a good one. */
  giveBack(key: string): Promise<void>
}

/** @param limit how many attempts one key has within `seconds`, counted in this process */
export function attempts(limit: number, seconds: number): Attempts {
  const limiter = new RateLimiterMemory({ points: limit, duration: seconds })
  return {
    async waitFor(key) {
      const state = await limiter.get(key)
      return state && state.consumedPoints >= limit ? secondsLeft(state) : 0
    },
    async count(key) {
      try {
        await limiter.consume(key)
        return 0
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return secondsLeft(refused)
        throw refused
      }
    },
    async giveBack(key) {
      await limiter.reward(key, 1)
    },
  }
}

function secondsLeft(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000))
}
