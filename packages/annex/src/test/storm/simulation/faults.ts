/** What can go wrong between the parts, where it strikes, and which of it strikes in this storm. */

/** Word of an event on its way to the extension; a try at it. */
export type DeliveryFault =
  | 'drop'
  | 'fail'
  | 'lose_answer'
  | 'duplicate'
  | 'delay'
  | 'forge'
  | 'replay'

/** A request of the extension to the platform, and its answer. */
export type AnswerFault =
  | 'rate_limit'
  | 'error'
  | 'html'
  | 'not_a_list'
  | 'timeout'
  | 'slow'
  | 'reset'
  | 'cut'

/** A statement of the extension to its store. */
export type StatementFault = 'crash' | 'crash_after' | 'refuse' | 'lose'

/** A word of the store to whoever listens to it. */
export type NoticeFault = 'drop'

interface Faults {
  delivery: DeliveryFault
  answer: AnswerFault
  statement: StatementFault
  notice: NoticeFault
}

export type Place = keyof Faults

/** The `n`th time something passes `on`, it suffers `does`. */
export type Fault = {
  [P in Place]: { on: P; n: number; does: Faults[P]; ms?: number }
}[Place]

export const FAULTS: { readonly [P in Place]: readonly Faults[P][] } = {
  delivery: ['drop', 'fail', 'lose_answer', 'duplicate', 'delay', 'forge', 'replay'],
  answer: ['rate_limit', 'error', 'html', 'not_a_list', 'timeout', 'slow', 'reset', 'cut'],
  statement: ['crash', 'crash_after', 'refuse', 'lose'],
  notice: ['drop'],
}

/** Counts what passes, and says what strikes it. */
export class Weather {
  readonly struck: Record<string, number> = {}
  readonly #faults = new Map<string, Fault>()
  readonly #passed: Record<Place, number> = { delivery: 0, answer: 0, statement: 0, notice: 0 }
  #isOver = false

  constructor(faults: readonly Fault[]) {
    for (const fault of faults) this.#faults.set(`${fault.on} ${fault.n}`, fault)
  }

  /** The next thing passes. */
  strikes<P extends Place>(on: P): { does: Faults[P]; ms: number } | undefined {
    const n = ++this.#passed[on]
    const fault = this.#isOver ? undefined : this.#faults.get(`${on} ${n}`)
    if (fault === undefined) return undefined
    const { does, ms = 0 } = fault
    this.count(`${on} ${does}`)
    return { does: does as Faults[P], ms }
  }

  count(name: string): void {
    this.struck[name] = (this.struck[name] ?? 0) + 1
  }

  passed(): Readonly<Record<Place, number>> {
    return this.#passed
  }

  /** From now on nothing goes wrong. */
  end(): void {
    this.#isOver = true
  }
}
