/** Several actors, one moving at a time, and a seed that says whose turn it is: races that repeat. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Random } from '../../core/random.js'
import type { Timers } from '../../core/timers.js'
import type { Database } from '../../extension/store/database.js'

/** An actor's process ended in the middle of what it did. */
class Died extends Error {}

interface Actor {
  /** What lets it go on, while it waits for its turn. */
  goOn: (() => void) | undefined
  /** Turns until it dies; undefined: it doesn't. */
  lives: number | undefined
}

export class Turns {
  readonly #random: Random
  readonly #actors = new Set<Actor>()
  readonly #self = new AsyncLocalStorage<Actor>()

  constructor(random: Random) {
    this.#random = random
  }

  /** Waits for the caller's next turn. Who is no actor never waits. @throws Died */
  async turn(): Promise<void> {
    const self = this.#self.getStore()
    if (!self) return
    const { promise, resolve } = Promise.withResolvers<void>()
    self.goOn = resolve
    this.#next()
    await promise
    if (self.lives !== undefined && self.lives-- === 0) throw new Died()
  }

  /** All begin waiting; resolves when the last one has ended. */
  async run(actors: readonly (() => Promise<void>)[]): Promise<void> {
    const running = actors.map((act) => this.#begin(act))
    this.#next()
    await Promise.all(running)
  }

  /** Does `work`, and dies after so many turns of it. @returns whether it lived */
  async mortal(lives: number, work: () => Promise<void>): Promise<boolean> {
    const self = this.#self.getStore()
    if (self) self.lives = lives
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof Died) return false
      throw error
    } finally {
      if (self) self.lives = undefined
    }
  }

  async #begin(act: () => Promise<void>): Promise<void> {
    const self: Actor = { goOn: undefined, lives: undefined }
    this.#actors.add(self)
    try {
      await this.#self.run(self, async () => {
        await this.turn()
        await act()
      })
    } finally {
      this.#actors.delete(self)
      this.#next()
    }
  }

  /** Nobody moves while somebody does. */
  #next(): void {
    const actors = [...this.#actors]
    const waiting = actors.filter(({ goOn }) => goOn)
    if (waiting.length === 0 || waiting.length < actors.length) return
    const one = waiting[this.#random.integer(waiting.length)]
    const goOn = one?.goOn
    if (one) one.goOn = undefined
    goOn?.()
  }

  /** A store whose every statement waits for a turn; what is inside a transaction doesn't. */
  database(database: Database): Database {
    return {
      kind: database.kind,
      query: async (sql, values) => {
        await this.turn()
        return database.query(sql, values)
      },
      exec: (sql) => database.exec(sql),
      transaction: async (work) => {
        await this.turn()
        return database.transaction(work)
      },
      listen: (channel, heard) => database.listen(channel, heard),
      close: () => database.close(),
    }
  }

  /**
   * A network whose calls wait for a turn when they leave and when they come back. Of `often` answers
   * one is lost: it was done, and nobody is told.
   */
  fetch(send: typeof globalThis.fetch, often: number): typeof globalThis.fetch {
    return async (input, init) => {
      await this.turn()
      const answer = await send(input, init)
      await this.turn()
      if (this.#self.getStore() && this.#random.integer(often) === 0) {
        throw new TypeError('fetch failed')
      }
      return answer
    }
  }

  /** Waiting takes a turn and no time. */
  timers(timers: Timers): Timers {
    return { ...timers, sleep: () => this.turn() }
  }
}
