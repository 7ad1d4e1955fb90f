/** The platform's whole clock: what it shows, and moving it ahead with all that falls due on the way. */
import { isHeld, isRunning, type MovableClock } from '../../core/clock.js'
import { afterThisTurn } from '../../core/timers.js'
import type { Engine } from '../engine/context.js'
import { shiftSessions } from '../store/sessions.js'
import {
  alreadyMoving,
  cannotBeMoved,
  onlyAhead,
  refusedInProduction,
  tooFarAhead,
} from './clock-refusal.js'
import { underOneCommit, type RunNext } from './due.js'

/** Longer and the page that waits would look dead; requests are answered in between. */
const SLICE_MS = 25
/** As far as a test clock without subscriptions. */
const FARTHEST_SECONDS = 731 * 86_400

/** Where a move of the clock has got to. Times are Unix seconds. */
export interface Advance {
  readonly from: number
  readonly to: number
  /** How many things have fallen due so far. */
  readonly tasks: number
}

export interface ClockState {
  readonly now: number
  /** Whether it is the machine's, was moved and runs on, or stands until somebody moves it. */
  readonly state: 'machine' | 'moved' | 'held'
  readonly movable: boolean
  readonly advancing: Advance | null
}

export interface PlatformClock {
  state(): ClockState
  /**
   * Runs everything that falls due until `to` (Unix seconds), each thing at its own time and in its
   * order, answering requests in between. Who is signed in stays so: people don't age with the clock.
   * @throws ClockRefusal at once, with nothing moved
   */
  advance(to: number): Promise<void>
}

export interface MovingParts {
  readonly engine: Engine
  /** Runs for others than its makers: time is nobody's to move then. */
  readonly production: boolean
  readonly closing: AbortSignal
  /** Told whenever the clock has come further. */
  readonly moved: () => void
  /**
   * Lets nothing leave until it is called back: a receiver can't tell how old a signature is while
   * time flies, and would seem to have failed for days.
   */
  readonly hold: () => () => void
}

export function platformClock({
  engine,
  production,
  closing,
  moved,
  hold,
}: MovingParts): PlatformClock {
  const { clock, timers } = engine.outside
  let advancing: { from: number; to: number; tasks: number } | null = null

  function movable(): MovableClock {
    if (production) throw refusedInProduction()
    if (isHeld(clock) || isRunning(clock)) return clock
    throw cannotBeMoved()
  }

  async function run(to: number, moving: MovableClock, under: { tasks: number }): Promise<void> {
    const stand = (at: number) => {
      if (at > moving.now()) moving.moveTo(at)
    }
    let reached = 0
    // A slice is one commit: a sync for each task took most of the way.
    const runSlice = (runNext: RunNext) => {
      const until = timers.elapsedMs() + SLICE_MS
      // A slice that failed is run again, and counts once.
      under.tasks = reached
      while (timers.elapsedMs() < until) {
        if (!runNext(engine, to, stand)) return false
        under.tasks += 1
      }
      return true
    }
    while (!closing.aborted) {
      reached = under.tasks
      if (!underOneCommit(engine, runSlice)) return stand(to)
      moved()
      await new Promise<void>(afterThisTurn)
    }
  }

  return {
    state: () => ({
      now: clock.now(),
      state: stateOf(clock),
      movable: !production && (isHeld(clock) || isRunning(clock)),
      advancing: advancing && { ...advancing },
    }),
    advance(to) {
      const moving = movable()
      const from = clock.now()
      if (advancing) throw alreadyMoving(advancing.to)
      if (to <= from) throw onlyAhead(from)
      if (to - from > FARTHEST_SECONDS) throw tooFarAhead(from + FARTHEST_SECONDS)
      // The store may fail here, so it comes before anything that must be let go again.
      shiftSessions(engine.store, to - from)
      advancing = { from, to, tasks: 0 }
      const release = hold()
      return run(to, moving, advancing).finally(() => {
        advancing = null
        release()
        if (!closing.aborted) moved()
      })
    },
  }
}

function stateOf(clock: object & { now(): number; nowMs(): number }): ClockState['state'] {
  if (isHeld(clock)) return 'held'
  return isRunning(clock) && clock.aheadSeconds() !== 0 ? 'moved' : 'machine'
}
