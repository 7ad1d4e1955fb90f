/** A queue of one: what is asked runs in the order it was asked, never two at once. */
import { StoreUnavailable } from './unavailable.js'

export class Queue {
  #last: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined

  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new StoreUnavailable('The store is closed.'))
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /** Runs `work` after all that waits; nothing runs after it. Closing twice closes once. */
  close(work: () => Promise<void>): Promise<void> {
    this.#closing ??= this.#last.then(work)
    return this.#closing
  }
}
