/**
 * Takes over what a process knows of time and chance. The product is given both as arguments; the
 * libraries under it (the official client's deadline, pg-boss's supervisor, Postgres's `now()` inside
 * PGlite, the ids of jobs) take them from the process, and must follow the same seed.
 */
import nodeCrypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Random } from '../../../core/random.js'
import { countedImmediate } from './turns.js'

export interface Taken {
  nowMs: () => number
  elapsedMs: () => number
  after: (ms: number, label: string, run: () => void) => () => void
  random: Random
}

/** @returns how to give it all back */
export function takeOver(taken: Taken): () => void {
  const undo = [
    ...replace(globalThis, timersOf(taken)),
    ...replace(globalThis, { Date: dateOf(taken) }),
    ...replace(performance, { now: () => taken.elapsedMs() }),
    ...replace(nodeCrypto, chanceOf(taken)),
  ]
  syncBuiltinESMExports()
  return () => {
    for (const back of undo) back()
    syncBuiltinESMExports()
  }
}

function replace(place: object, parts: Record<string, unknown>): (() => void)[] {
  return Object.entries(parts).map(([name, value]) => {
    const former = Object.getOwnPropertyDescriptor(place, name)
    Object.defineProperty(place, name, { value, configurable: true, writable: true })
    return () => {
      if (former) Object.defineProperty(place, name, former)
      else Reflect.deleteProperty(place, name)
    }
  })
}

type Callback = (...values: unknown[]) => void

function timersOf({ after }: Taken) {
  const clear = (timer: unknown) => {
    if (timer instanceof VirtualTimer) timer.cancel()
  }
  return {
    setTimeout: (run: Callback, ms = 0, ...values: unknown[]) =>
      new VirtualTimer(() =>
        after(ms, 'timer', () => {
          run(...values)
        }),
      ),
    setInterval: (run: Callback, ms = 0, ...values: unknown[]) => {
      const timer: VirtualTimer = new VirtualTimer(() =>
        after(ms, 'interval', () => {
          timer.refresh()
          run(...values)
        }),
      )
      return timer
    },
    setImmediate: countedImmediate,
    clearTimeout: clear,
    clearInterval: clear,
  }
}

/** As much of node's own as anybody uses. */
class VirtualTimer {
  readonly #begin: () => () => void
  #end: () => void

  constructor(begin: () => () => void) {
    this.#begin = begin
    this.#end = begin()
  }

  cancel(): void {
    this.#end()
  }

  refresh(): this {
    this.#end()
    this.#end = this.#begin()
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  hasRef(): boolean {
    return false
  }
}

function dateOf({ nowMs }: Taken): DateConstructor {
  const real = Date
  return new Proxy(real, {
    construct: (target, values: unknown[]) =>
      Reflect.construct(target, values.length === 0 ? [nowMs()] : values) as object,
    get: (target, name) => (name === 'now' ? nowMs : (Reflect.get(target, name) as unknown)),
  })
}

function chanceOf({ random }: Taken) {
  return {
    randomFillSync: (view: Uint8Array) => {
      view.set(random.bytes(view.byteLength))
      return view
    },
    randomUUID: () => uuidFrom(random.bytes(16)),
  }
}

function uuidFrom(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes).toString('hex')
  const part = (from: number, to: number) => digits.slice(from, to)
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`
}
