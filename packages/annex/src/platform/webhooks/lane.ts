/** One endpoint's queue: at most ten requests at once, and a timer for what falls due later. */
import type { Clock } from '../../core/clock.js'
import type { Timers } from '../../core/timers.js'
import type { DueDelivery } from '../store/deliveries.js'

/** Requests to one endpoint at a time (reliability D6). */
const WIDTH = 10
/** A clock can be moved by hand, so nobody sleeps longer than this before looking at it again. */
const LONGEST_SLEEP_MS = 60_000

export interface LaneTools {
  clock: Clock
  timers: Timers
  /** What is owed by `now`, at most `limit`. */
  listDue(now: number, limit: number): DueDelivery[]
  nextDueAt(now: number): number | undefined
  /** Rejects only for a bug of ours. */
  deliver(delivery: DueDelivery): Promise<void>
  /** The store or we failed: told once, and tried again after a minute. */
  onError(error: unknown): void
}

export interface Lane {
  /** Starts what is due and sets the timer for what will be. */
  pump(): void
  /** Starts nothing more; resolves when what is under way has ended. */
  close(): Promise<void>
}

/** Lanes share nothing, so an endpoint that hangs delays nobody but itself. */
export function openLane(tools: LaneTools): Lane {
  const { clock, timers } = tools
  const underWay = new Map<string, Promise<void>>()
  let alarm: { cancel(): void } | undefined
  let closed = false
  let resting = false

  // Nobody waits for a pump: what it threw would end the process, or fail a commit that went well.
  function pump(): void {
    if (closed || resting) return
    try {
      startDue()
      setAlarm()
    } catch (error) {
      rest(error)
    }
  }

  function startDue(): void {
    // Those under way are still due in the store, hence as many more rows.
    for (const delivery of underWay.size < WIDTH ? tools.listDue(clock.now(), WIDTH * 2) : []) {
      if (underWay.size < WIDTH && !underWay.has(delivery.id)) start(delivery)
    }
  }

  function start(delivery: DueDelivery): void {
    const ended = run(delivery)
    underWay.set(delivery.id, ended)
  }

  async function run(delivery: DueDelivery): Promise<void> {
    await tools.deliver(delivery).catch(rest)
    underWay.delete(delivery.id)
    pump()
  }

  // What failed is still due: going on at once would send it again and again.
  function rest(error: unknown): void {
    tools.onError(error)
    if (closed) return
    resting = true
    alarm?.cancel()
    alarm = timers.after(LONGEST_SLEEP_MS, () => {
      resting = false
      pump()
    })
  }

  function setAlarm(): void {
    alarm?.cancel()
    const at = tools.nextDueAt(clock.now())
    if (at === undefined) return
    const delayMs = at * 1000 - clock.nowMs()
    alarm = timers.after(Math.min(Math.max(delayMs, 0), LONGEST_SLEEP_MS), pump)
  }

  return {
    pump,
    async close() {
      closed = true
      alarm?.cancel()
      await Promise.all(underWay.values())
    },
  }
}
