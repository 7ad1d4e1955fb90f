/** Who runs beside whom: a suspect runs alone, so that the next death tells whether it was to blame (J4). */
import type { Timers } from '../../core/timers.js'

/** A suspect that has not ended its process by then gets company: others must not wait for ever. */
const ALONE_MS = 10_000

/** What runs already has so long to end; then the suspect begins beside it. */
const PATIENCE_MS = 10_000

export type Company = 'alone' | 'beside'

export interface Suspect<T> {
  /** Processes that died with it before: the likeliest culprit goes first. */
  deaths: number
  work: (company: Company) => Promise<T>
  /** It was alone, and is no longer. */
  companyCame: () => void
}

interface Waiting {
  deaths: number
  isPatient: boolean
}

/** Shared by the workers of a process. Closed until all of them know which suspects there are. */
export class Isolation {
  readonly #timers: Timers
  readonly #waiting = new Set<Waiting>()
  #isOpen = false
  #turn: Waiting | undefined
  #running = 0
  #changed = Promise.withResolvers<void>()

  constructor(timers: Timers) {
    this.#timers = timers
  }

  open(): void {
    this.#isOpen = true
    this.#tell()
  }

  /** Whether a job that is claimed now would have to wait. */
  get isBusy(): boolean {
    return this.#turn !== undefined || this.#waiting.size > 0
  }

  /** Resolves once it is not. */
  async free(): Promise<void> {
    while (this.isBusy) await this.#changed.promise
  }

  /** Runs a job nothing is held against, when no suspect runs or waits. @throws why `signal` was aborted */
  async among<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#admitted(() => this.#isOpen && !this.isBusy, signal)
    return this.#counted(work)
  }

  /** Runs a suspect in its turn, alone where that can be had. @throws why `signal` was aborted */
  async apart<T>({ deaths, work, companyCame }: Suspect<T>, signal: AbortSignal): Promise<T> {
    const own = { deaths, isPatient: true }
    this.#waiting.add(own)
    const patience = this.#timers.after(PATIENCE_MS, () => {
      own.isPatient = false
      this.#tell()
    })
    const takeTurn = () => {
      if (!this.#mayBegin(own)) return false
      this.#turn = own
      return true
    }
    try {
      await this.#admitted(takeTurn, signal)
    } finally {
      patience.cancel()
      this.#waiting.delete(own)
      this.#tell()
    }
    const company = this.#running > 1 ? 'beside' : 'alone'
    const over = this.#timers.after(ALONE_MS, () => {
      if (company === 'alone') companyCame()
      this.#endTurn(own)
    })
    try {
      return await this.#counted(() => work(company))
    } finally {
      over.cancel()
      this.#endTurn(own)
    }
  }

  #mayBegin(own: Waiting): boolean {
    if (!this.#isOpen || this.#turn) return false
    const likelier = [...this.#waiting].some(({ deaths }) => deaths > own.deaths)
    return !likelier && (this.#running === 0 || !own.isPatient)
  }

  #endTurn(own: Waiting): void {
    if (this.#turn !== own) return
    this.#turn = undefined
    this.#tell()
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } finally {
      this.#running--
      this.#tell()
    }
  }

  /** Counted as running from the moment it may: others who wait see it at once. */
  async #admitted(mayBegin: () => boolean, signal: AbortSignal): Promise<void> {
    const tell = () => this.#tell()
    signal.addEventListener('abort', tell)
    try {
      for (;;) {
        signal.throwIfAborted()
        if (mayBegin()) return void this.#running++
        await this.#changed.promise
      }
    } finally {
      signal.removeEventListener('abort', tell)
    }
  }

  #tell(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers<void>()
  }
}
