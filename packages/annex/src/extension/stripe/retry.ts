/** Trying again what may pass by itself: exponential waits with full jitter (B3). */
import type { Outside } from '../../core/outside.js'
import { isSetback, type Answer, type Setback } from './answer.js'

const TRIES = 8
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

export interface Retries {
  outside: Pick<Outside, 'timers' | 'random'>
  signal: AbortSignal
}

/** @returns the last answer; a setback when eight tries met nothing else, or `signal` was aborted */
export async function withRetries<T>(
  call: () => Promise<Answer<T>>,
  { outside, signal }: Retries,
): Promise<Answer<T>> {
  for (let tries = 1; ; tries++) {
    const answer = await call()
    if (!isSetback(answer) || tries === TRIES || signal.aborted) return answer
    await outside.timers.sleep(waitMs(answer, tries, outside), signal)
  }
}

function waitMs(setback: Setback, tries: number, { random }: Retries['outside']): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS)
  const asked = setback.kind === 'limited' ? (setback.retryAfterMs ?? 0) : 0
  // At least what Stripe asks for, and not all of us at that very moment.
  return Math.min(asked, 2 * LONGEST_WAIT_MS) + random.fraction() * longest
}
