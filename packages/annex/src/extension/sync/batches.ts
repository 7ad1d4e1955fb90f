/** Pages on their way into the store: those that came while it was busy share the next transaction. */

/** In one transaction. As many may wait behind it; then readers wait, each with one more in hand. */
const MOST = 10

/** The same of their characters, whatever is in them: memory must not grow with what an account keeps. */
const MOST_SIZE = 8 * 1024 * 1024

/**
 * Hands items to `keep`, in the order they came, one batch at a time.
 * @param keep keeps all of them, or refuses for good with false
 */
export class Batches<T> {
  readonly #keep: (items: T[]) => Promise<boolean>
  readonly #sizeOf: (item: T) => number
  readonly #waiting: T[] = []
  #working: Promise<void> | undefined
  #refused = false
  #failed = false

  constructor(keep: (items: T[]) => Promise<boolean>, sizeOf: (item: T) => number) {
    this.#keep = keep
    this.#sizeOf = sizeOf
  }

  /** No page waits behind the transaction under way: the store keeps up with the list. */
  get keepsUp(): boolean {
    return this.#waiting.length === 0
  }

  /** Resolves when there is room for another. @returns false when nothing is kept any more */
  async add(item: T): Promise<boolean> {
    this.#waiting.push(item)
    this.#begin()
    while (this.#failed || (this.#isFull() && !this.#refused)) await this.#working
    return !this.#refused
  }

  /** Resolves when all that was added is kept. @returns false when it is not */
  async flush(): Promise<boolean> {
    while (this.#working) await this.#working
    return !this.#refused
  }

  #begin(): void {
    if (this.#working || this.#refused || this.#waiting.length === 0) return
    const working = this.#next()
    working.catch(() => undefined)
    this.#working = working
  }

  #isFull(): boolean {
    if (this.#waiting.length >= MOST) return true
    return this.#waiting.reduce((sum, item) => sum + this.#sizeOf(item), 0) >= MOST_SIZE
  }

  /** Those in front, as many as may share a transaction: one at least, however large it is. */
  #take(): T[] {
    let [count, size] = [0, 0]
    for (const item of this.#waiting) {
      size += this.#sizeOf(item)
      if (count === MOST || (count > 0 && size > MOST_SIZE)) break
      count++
    }
    return this.#waiting.splice(0, count)
  }

  /** A failure stays: whoever waits now or adds later is told of it. */
  async #next(): Promise<void> {
    try {
      this.#refused = !(await this.#keep(this.#take()))
    } catch (error) {
      this.#failed = true
      throw error
    }
    this.#working = undefined
    this.#begin()
  }
}
