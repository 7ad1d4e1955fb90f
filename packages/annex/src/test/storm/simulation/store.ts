/**
 * The extension's store as its processes see it: one Postgres, to which each statement is a turn
 * that may fail or be the process's last. Transactions follow one another whole, since the engine
 * has one connection; what happens between them, and within one outside the store, is drawn.
 */
import type { Database, Queryable, Row } from '../../../extension/store/database.js'
import { StoreUnavailable } from '../../../extension/store/unavailable.js'
import type { Engine } from './engine.js'
import type { Weather } from './faults.js'
import type { Actor, Machine } from './machine.js'
import type { Promises } from './promises.js'

export interface StoreParts {
  engine: Engine
  machine: Machine
  weather: Weather
  /** Ends a process on the spot. */
  kill: (owner: Actor) => Promise<void>
  promises: Promises
}

/** Statements take a while; others get their turn meanwhile. */
const STATEMENT_MS = 3

/** pg-boss is begun under this lock, around statements of other connections; here is only one. */
const IS_LOCK = /^\s*select pg_advisory_xact_lock\(\$1\)/

/** A turn at the one connection: a single statement, or a transaction from its first to its last. */
interface Turn {
  readonly owner: Actor
  /** What was done in it so far. */
  readonly texts: string[]
  isBroken: boolean
}

export class Store {
  readonly #parts: StoreParts
  readonly #listeners = new Set<Listener>()
  #holder: Turn | undefined
  #waiting: { turn: Turn; begin: () => void }[] = []

  constructor(parts: StoreParts) {
    this.#parts = parts
    parts.engine.onNotice((channel, payload) => this.#notify(channel, payload))
  }

  /** @param kind how a process is told that it is the only one */
  portFor(owner: Actor, kind: Database['kind']): Database {
    return {
      kind,
      query: <T extends object>(sql: string, values?: readonly unknown[]) =>
        this.#single(owner, sql, values) as Promise<T[]>,
      exec: (sql) => this.#single(owner, sql),
      transaction: (work) => this.#transaction(owner, work),
      listen: async (channel, heard) => {
        const listener = { owner, channel, heard }
        this.#listeners.add(listener)
        return async () => void this.#listeners.delete(listener)
      },
      close: async () => undefined,
    }
  }

  /** Whether somebody's transaction is open. */
  isHeldBy(owner: Actor): boolean {
    return this.#holder?.owner === owner
  }

  /** A process ended: what it had not committed is gone. */
  async forget(owner: Actor): Promise<void> {
    for (const listener of this.#listeners) {
      if (listener.owner === owner) this.#listeners.delete(listener)
    }
    this.#waiting = this.#waiting.filter(({ turn }) => turn.owner !== owner)
    const held = this.#holder
    if (held?.owner !== owner) return
    if (held.texts.length > 0) await this.#parts.engine.exec('rollback')
    this.#release(held)
  }

  async #single(owner: Actor, sql: string, values?: readonly unknown[]): Promise<Row[]> {
    const turn = await this.#acquire(owner)
    try {
      return await this.#statement(turn, sql, values)
    } finally {
      if (!owner.isDead) this.#release(turn)
    }
  }

  async #transaction<T>(owner: Actor, work: (tx: Queryable) => Promise<T>): Promise<T> {
    let turn: Turn | undefined
    const ask = async (sql: string, values?: readonly unknown[]) => {
      if (IS_LOCK.test(sql)) return []
      if (!turn) {
        turn = await this.#acquire(owner)
        await this.#statement(turn, 'begin')
      }
      return this.#statement(turn, sql, values)
    }
    const tx: Queryable = {
      query: <R extends object>(sql: string, values: readonly unknown[] = []) =>
        ask(sql, values) as Promise<R[]>,
      exec: (sql) => ask(sql),
    }
    try {
      const result = await work(tx)
      if (turn) await this.#statement(turn, 'commit')
      return result
    } catch (error) {
      if (turn && !turn.isBroken) await this.#rollBack(turn)
      throw error
    } finally {
      if (turn && !owner.isDead) this.#release(turn)
    }
  }

  #rollBack(turn: Turn): Promise<unknown> {
    return this.#asTask(turn.owner, 'rollback', () => this.#parts.engine.exec('rollback'))
  }

  #acquire(owner: Actor): Promise<Turn> {
    const turn: Turn = { owner, texts: [], isBroken: false }
    if (!this.#holder) {
      this.#holder = turn
      return Promise.resolve(turn)
    }
    return new Promise((resolve) => {
      this.#waiting.push({ turn, begin: () => resolve(turn) })
    })
  }

  #release(turn: Turn): void {
    if (this.#holder !== turn) return
    this.#holder = undefined
    this.next()
  }

  /** Lets one of those that wait begin, drawn; one that is stopped would keep the others waiting. */
  next(): void {
    const { machine } = this.#parts
    if (this.#holder) return
    const ready = this.#waiting.filter(({ turn }) => turn.owner.frozenUntil <= machine.nowMs())
    const next = ready[ready.length > 1 ? machine.random.integer(ready.length) : 0]
    if (!next) return
    this.#waiting = this.#waiting.filter((one) => one !== next)
    this.#holder = next.turn
    next.begin()
  }

  async #statement(turn: Turn, sql: string, values?: readonly unknown[]): Promise<Row[]> {
    const { weather, kill } = this.#parts
    return this.#asTask(turn.owner, `sql ${sql}`, async () => {
      // Asked beside the one that broke it, it must not be carried out after the rollback.
      if (turn.isBroken) throw new StoreUnavailable('The connection to the store is gone.')
      const fault = weather.strikes('statement')?.does
      if (fault === 'crash') {
        await kill(turn.owner)
        return []
      }
      if (fault === 'refuse') return this.#break(turn)
      const rows = await this.#run(turn, sql, values)
      if (fault === 'crash_after') await kill(turn.owner)
      if (fault === 'lose') return this.#break(turn)
      return rows
    })
  }

  async #run(turn: Turn, sql: string, values?: readonly unknown[]): Promise<Row[]> {
    const { engine, promises } = this.#parts
    const isAlone = turn.texts.length === 0 && sql !== 'begin'
    const rows = await (values === undefined ? engine.exec(sql) : engine.query(sql, values)).catch(
      async (error: unknown) => {
        // The text may hold its own `begin`.
        if (isAlone) await engine.exec('rollback')
        throw error
      },
    )
    turn.texts.push(sql)
    promises.answered(turn.owner, sql, rows)
    if (isAlone || sql === 'commit') await promises.committed(turn.owner, turn.texts.splice(0))
    return rows
  }

  /** The connection is lost; the server undoes what was not committed. */
  async #break(turn: Turn): Promise<never> {
    turn.isBroken = true
    if (turn.texts.length > 0) await this.#parts.engine.exec('rollback')
    turn.texts.splice(0)
    throw new StoreUnavailable('The store is not available: on purpose.')
  }

  /** Runs `work` as a task; the machine does nothing else until it is through. */
  #asTask<T>(owner: Actor, label: string, work: () => Promise<T>): Promise<T> {
    const { machine } = this.#parts
    return new Promise((resolve, reject) => {
      machine.after(machine.random.integer(STATEMENT_MS + 1), label, async () => {
        // Whoever waits in a process that ended meanwhile waits for ever.
        await work().then(
          (result) => owner.isDead || resolve(result),
          (error: unknown) => owner.isDead || reject(error),
        )
      })
    })
  }

  #notify(channel: string, payload: string): void {
    const { machine, weather } = this.#parts
    for (const listener of this.#listeners) {
      if (listener.channel !== channel || weather.strikes('notice')) continue
      machine.as(listener.owner, () =>
        machine.after(machine.random.integer(5), `notice ${channel}`, () =>
          listener.heard(payload),
        ),
      )
    }
  }
}

interface Listener {
  owner: Actor
  channel: string
  heard: (payload: string) => void
}
