/** Everything a room may not take from the air: time, timers, randomness and the network. */
import { systemClock, type Clock } from './clock.js'
import { systemRandom, type Random } from './random.js'
import { systemTimers, type Timers } from './timers.js'

export interface Outside {
  clock: Clock
  timers: Timers
  random: Random
  fetch: typeof globalThis.fetch
}

/** The machine's own, with any part replaced. */
export function outsideWith(parts: Partial<Outside> = {}): Outside {
  return {
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    fetch: (input, init) => globalThis.fetch(input, init),
    ...parts,
  }
}
