/** What falls due by itself, in order, each with the clock at its own time. */
import type { Engine } from '../engine/context.js'
import type { Caller } from '../engine/unit-of-work.js'
import { openUnit } from '../engine/unit.js'
import { writesTo } from '../engine/writes.js'
import { insertDue, nextDueAt, takeNextDue, type DueRow } from '../store/due.js'

/** A task that failed is a bug of ours; it is tried again after this long rather than lost. */
const RETRY_SECONDS = 3600
/** When a commit failed, all its tasks are still due. */
const DISK_RETRY_MS = 1000
/** Node counts a timer's milliseconds in 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
/** Tasks in a row before requests are answered again: some milliseconds. */
const BUNDLE = 20
/** The same where the clock is held, and nobody waits for anything but all of it. */
const HELD_BUNDLE = 200

/**
 * Runs everything due up to and including `upTo` (Unix seconds), also what that makes due in turn.
 * @param before told of each task's time first, so that a held clock can stand there
 */
export function runDue(engine: Engine, upTo: number, before?: (at: number) => void): void {
  const runSome = (runNext: RunNext) => {
    for (let left = HELD_BUNDLE; left > 0; left--) if (!runNext(engine, upTo, before)) return false
    return true
  }
  while (underOneCommit(engine, runSome));
}

/** Runs the first thing that is due, at its time. @returns whether there was any */
export type RunNext = (engine: Engine, upTo: number, before?: (at: number) => void) => boolean

/**
 * Runs `some` tasks and commits them together. That each could be taken back by itself costs an
 * eighth of all they do: SQLite keeps every page as it was before the task. So it is done only
 * where one of them fails: then all of them are taken back, and run again with that care.
 * @returns what `some` returned: whether there may be more
 */
export function underOneCommit(engine: Engine, some: (runNext: RunNext) => boolean): boolean {
  try {
    return engine.store.transaction(() => some(runNextDue))
  } catch (error) {
    engine.log.warn({ err: error }, 'due tasks failed together')
    return engine.store.bundle(() => some(runNextApart))
  }
}

/** A task that fails takes with it whatever else is in the same transaction. */
function runNextDue(engine: Engine, upTo: number, before?: (at: number) => void): boolean {
  const due = takeNextDue(engine.store, upTo)
  if (due === undefined) return false
  before?.(due.at)
  carryOut(engine, due)
  engine.log.info(named(due), 'due task')
  return true
}

/** A task that fails is taken back alone, and stays due. */
function runNextApart(engine: Engine, upTo: number, before?: (at: number) => void): boolean {
  const due = takeNextDue(engine.store, upTo)
  if (due === undefined) return false
  before?.(due.at)
  try {
    engine.store.transaction(() => carryOut(engine, due))
    engine.log.info(named(due), 'due task')
  } catch (error) {
    engine.log.error({ err: error, ...named(due) }, 'due task failed')
    insertDue(engine.store, { ...named(due), clock: due.clock, at: upTo + RETRY_SECONDS })
  }
  return true
}

function named({ task, id, account, livemode, at }: DueRow) {
  return { task, id, account, livemode: livemode === 1, at }
}

function carryOut(engine: Engine, due: DueRow): void {
  const { task, id, account, livemode, at } = named(due)
  const run = engine.tasks.get(task)
  if (run === undefined) throw new Error(`Nothing here knows how to '${task}'.`)
  const cause = { now: at, requestId: null, idempotencyKey: null }
  const caller: Caller = {
    ...{ account, livemode, application: null },
    ...{ access: 'read_write', maskedKey: '' },
  }
  writesTo(engine.store).hold(() => run(id, openUnit(engine, caller, cause)))
}

export interface DueWatch {
  /** The clock was moved: what is next is nearer than the timer knows. */
  moved(): void
  close(): void
}

/**
 * Keeps a timer set for the next due task, for as long as the clock runs by itself. Tasks share a
 * commit with each other and with the requests of their turn: a sync for each held everybody up.
 */
export function watchDue(engine: Engine): DueWatch {
  const { clock, timers } = engine.outside
  let waiting: { at: number; cancel(): void } | undefined
  let closed = false

  function arm(): void {
    const at = closed ? undefined : nextDueAt(engine.store)
    if (at === undefined || (waiting !== undefined && waiting.at <= at)) return
    waiting?.cancel()
    const delayMs = Math.min(Math.max(at * 1000 - clock.nowMs(), 0), LONGEST_TIMER_MS)
    waiting = { at, ...timers.after(delayMs, () => void fire()) }
  }

  async function fire(): Promise<void> {
    waiting = undefined
    try {
      // Its commit arms the timer again.
      await engine.store.together(() => underOneCommit(engine, runBundle))
    } catch (error) {
      engine.log.error({ err: error }, 'due tasks could not be kept')
      if (!closed) waiting = { at: clock.now(), ...timers.after(DISK_RETRY_MS, () => void fire()) }
    }
  }

  function runBundle(runNext: RunNext): boolean {
    for (let left = BUNDLE; left > 0; left--) if (!runNext(engine, clock.now())) return false
    return true
  }

  engine.store.afterCommit(arm)
  arm()
  return {
    moved() {
      waiting?.cancel()
      waiting = undefined
      arm()
    },
    close() {
      closed = true
      waiting?.cancel()
    },
  }
}
