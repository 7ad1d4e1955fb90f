/**
 * A machine whose time and chance come from a seed. What the world does to the code under test (a
 * timer that fires, a statement's turn, bytes that arrive) is a task, and tasks run one at a time,
 * in an order the seed draws among those that are due. Nothing waits for real time.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { seededRandom, type Random } from '../../../core/random.js'
import { takeOver } from './globals.js'
import { settleDown } from './turns.js'

/** Whoever tasks belong to: a process of the extension, the platform, the shop. */
export interface Actor {
  readonly name: string
  isDead: boolean
  /** Stopped, as by SIGSTOP: its tasks wait until then (milliseconds). */
  frozenUntil: number
}

export function actor(name: string): Actor {
  return { name, isDead: false, frozenUntil: 0 }
}

interface Task {
  at: number
  readonly label: string
  readonly owner: Actor | undefined
  readonly run: () => void | Promise<void>
  isCancelled: boolean
}

/** More than any honest storm takes: something goes round in circles. */
const MOST_STEPS = 400_000

class GoesOnForEver extends Error {}

export class Machine {
  readonly random: Random
  steps = 0
  #nowMs: number
  readonly #startMs: number
  readonly #owner = new AsyncLocalStorage<Actor>()
  readonly #trace = createHash('sha256')
  #tasks: Task[] = []
  #giveBack: (() => void) | undefined

  /** @param startMs what its clock shows at first, Unix milliseconds */
  constructor(seed: number | string, startMs: number) {
    this.random = seededRandom(`machine ${seed}`)
    this.#startMs = startMs
    this.#nowMs = startMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  elapsedMs(): number {
    return this.#nowMs - this.#startMs
  }

  /** From here on the process's own clock, timers and chance are this machine's. */
  install(seed: number | string): void {
    this.#giveBack = takeOver({
      nowMs: () => this.#nowMs,
      elapsedMs: () => this.elapsedMs(),
      after: (ms, label, run) => this.after(ms, label, run),
      random: seededRandom(`globals ${seed}`),
    })
  }

  uninstall(): void {
    this.#giveBack?.()
    this.#giveBack = undefined
    this.#tasks = []
  }

  /** Runs `work`, and all it leads to, as `owner`'s. */
  as<T>(owner: Actor, work: () => T): T {
    return this.#owner.run(owner, work)
  }

  /** @returns how to call it off */
  after(ms: number, label: string, run: () => void | Promise<void>): () => void {
    const at = this.#nowMs + Math.max(0, ms)
    const task: Task = { at, label, owner: this.#owner.getStore(), run, isCancelled: false }
    this.#tasks.push(task)
    return () => {
      task.isCancelled = true
    }
  }

  /** Waits like everybody: resolves as a task of the caller's. */
  pause(ms: number, label: string): Promise<void> {
    return new Promise((resolve) => void this.after(ms, label, resolve))
  }

  /** What `owner` still waited for will never come. */
  kill(owner: Actor): void {
    owner.isDead = true
    this.#tasks = this.#tasks.filter((task) => task.owner !== owner)
  }

  /** Part of what makes two runs the same run. */
  note(what: string): void {
    this.#trace.update(`${this.elapsedMs()} ${what}\n`)
  }

  /** Of all that happened so far, in its order. */
  traceHash(): string {
    return this.#trace.copy().digest('hex').slice(0, 16)
  }

  /** Lets things happen until `isOver`. */
  async run(isOver: () => boolean): Promise<void> {
    for (;;) {
      await settleDown()
      if (isOver()) return
      const task = this.#next()
      if (!task) throw new GoesOnForEver('Nothing is left to happen, and it is not over.')
      if (++this.steps > MOST_STEPS) throw new GoesOnForEver(`After ${MOST_STEPS} steps.`)
      this.note(`${task.owner?.name ?? '-'} ${task.label}`)
      const done = task.owner ? this.#owner.run(task.owner, task.run) : task.run()
      if (done) await done
    }
  }

  /** One of those that are due, drawn; if none is, time passes until one is. */
  #next(): Task | undefined {
    this.#tasks = this.#tasks.filter(({ isCancelled, owner }) => !isCancelled && !owner?.isDead)
    if (this.#tasks.length === 0) return undefined
    let first = Infinity
    for (const task of this.#tasks) first = Math.min(first, dueAt(task))
    this.#nowMs = Math.max(this.#nowMs, first)
    const due = this.#tasks.filter((task) => dueAt(task) <= this.#nowMs)
    const drawn = due.length > 1 ? due[this.random.integer(due.length)] : due[0]
    this.#tasks = this.#tasks.filter((task) => task !== drawn)
    return drawn
  }
}

function dueAt({ at, owner }: Task): number {
  return Math.max(at, owner?.frozenUntil ?? 0)
}
