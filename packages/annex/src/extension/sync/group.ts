/** One commit for all who wait: a burst of deliveries costs a few transactions, not one each (W12). */
import type { Timers } from '../../core/timers.js'
import { StoreUnavailable } from '../store/unavailable.js'

/** In one transaction at most. */
const MOST = 100

/** Beyond these, whoever comes is sent away at once: they wait in memory, each with what it brought. */
const MOST_WAITING = 2500

interface Waiting<T> {
  item: T
  resolve: () => void
  reject: (error: unknown) => void
}

export interface GroupedOptions<T> {
  /** Keeps all or none of them. */
  keep: (items: T[]) => Promise<void>
  timers: Timers
  /** From an item's arrival to its answer, whatever `keep` does. */
  patienceMs: number
}

/**
 * Hands items over in groups; those that arrive while one is kept make the next. If a group is
 * refused its items are tried one by one, so that one can't fail the others. A group that is not
 * kept in time is left to itself, and the next one begins.
 */
export class Grouped<T> {
  readonly #options: GroupedOptions<T>
  readonly #waiting = new Set<Waiting<T>>()
  #isRunning = false

  constructor(options: GroupedOptions<T>) {
    this.#options = options
  }

  /**
   * Resolves once the item is kept.
   * @throws StoreUnavailable when too many wait already, or it was not kept in time
   */
  add(item: T): Promise<void> {
    if (this.#waiting.size >= MOST_WAITING) {
      return Promise.reject(new StoreUnavailable('Too many wait for the store.'))
    }
    return new Promise((resolve, reject) => {
      const one = { item, resolve, reject }
      this.#waiting.add(one)
      this.#giveUpInTime(one)
      if (!this.#isRunning) void this.#run()
    })
  }

  #giveUpInTime(one: Waiting<T>): void {
    const { timers, patienceMs } = this.#options
    const late = timers.after(patienceMs, () => {
      this.#waiting.delete(one)
      one.reject(tooLate())
    })
    const { resolve, reject } = one
    one.resolve = () => {
      late.cancel()
      resolve()
    }
    one.reject = (error) => {
      late.cancel()
      reject(error)
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.size > 0) {
      const group = [...this.#waiting].slice(0, MOST)
      for (const one of group) this.#waiting.delete(one)
      await this.#keepGroup(group)
    }
    this.#isRunning = false
  }

  async #keepGroup(group: Waiting<T>[]): Promise<void> {
    try {
      await this.#keepInTime(group.map(({ item }) => item))
      for (const one of group) one.resolve()
    } catch (error) {
      // A store that can't be asked would refuse each of them, and those behind would wait for it.
      if (group.length === 1 || error instanceof StoreUnavailable) {
        for (const one of group) one.reject(error)
        return
      }
      for (const one of group) await this.#keepGroup([one])
    }
  }

  async #keepInTime(items: T[]): Promise<void> {
    const { keep, timers, patienceMs } = this.#options
    const late = Promise.withResolvers<never>()
    const deadline = timers.after(patienceMs, () => late.reject(tooLate()))
    try {
      await Promise.race([keep(items), late.promise])
    } finally {
      deadline.cancel()
    }
  }
}

function tooLate(): StoreUnavailable {
  return new StoreUnavailable('The store did not keep it in time.')
}
