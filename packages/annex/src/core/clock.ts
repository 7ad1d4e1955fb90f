/** Clocks. Stripe counts whole Unix seconds, so that is what the house counts in. */

/** Where code learns what time it is; handed over as an argument, never taken from the air. */
export interface Clock {
  /** Whole Unix seconds. */
  now(): number
  /** Unix milliseconds, for what people see and logs measure. */
  nowMs(): number
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  nowMs: () => Date.now(),
}

/** A clock that somebody may move ahead. */
export interface MovableClock extends Clock {
  /** Moves to `seconds` (Unix); refuses to go back, since nothing downstream expects time to. */
  moveTo(seconds: number): void
}

/** A clock that stands still until somebody moves it. */
export interface HeldClock extends MovableClock {
  /** Goes back to `seconds`; for who sets the whole world back with it. */
  turnBack(seconds: number): void
}

/** A clock that runs at the pace of another, from wherever it was moved to. */
export interface RunningClock extends MovableClock {
  /** How far it is from the other; negative where it was set behind. */
  aheadSeconds(): number
}

export function isHeld(clock: Clock): clock is HeldClock {
  return 'turnBack' in clock
}

export function isRunning(clock: Clock): clock is RunningClock {
  return 'aheadSeconds' in clock
}

/** @param start Unix seconds */
export function heldClock(start: number): HeldClock {
  let current = start
  return {
    now: () => Math.floor(current),
    nowMs: () => current * 1000,
    moveTo(seconds) {
      if (seconds < current)
        throw new RangeError(`The clock stands at ${current}, after ${seconds}.`)
      current = seconds
    },
    turnBack(seconds) {
      current = seconds
    },
  }
}

/** @param start where it begins (Unix seconds); left out: where `base` is */
export function runningClock(base: Clock, start?: number): RunningClock {
  let offsetMs = start === undefined ? 0 : start * 1000 - base.nowMs()
  const nowMs = () => base.nowMs() + offsetMs
  return {
    nowMs,
    now: () => Math.floor(nowMs() / 1000),
    aheadSeconds: () => Math.round(offsetMs / 1000),
    moveTo(seconds) {
      const missingMs = seconds * 1000 - nowMs()
      // Within the second it already shows there is nothing to move.
      if (missingMs <= -1000) throw new RangeError(`The clock shows more than ${seconds} already.`)
      offsetMs += Math.max(missingMs, 0)
    },
  }
}
