/** A job's turn at a run: the windows that are read side by side, and how it ends. */
import type { BackfillWindow } from '../store/backfills.js'
import type { Answer } from '../stripe/answer.js'
import { Batches } from './batches.js'
import { keepPages, type ReadPage } from './keep-pages.js'
import { observing, type Observe } from './observing.js'
import type { Page } from './page.js'
import { readWindow } from './read-window.js'
import type { Run } from './run.js'
import { divide, isDividable, MOST_WINDOWS, SHORT_PAGES } from './windows.js'

/** Pages until another job goes on. */
const TURN_PAGES = 200

export type End =
  | { kind: 'done' }
  | { kind: 'turn_over' }
  /** The run is somebody else's, or its connection is gone. */
  | { kind: 'lost' }
  | { kind: 'stuck' }
  | { kind: 'answer'; answer: Exclude<Answer<Page>, { kind: 'ok' }> }

export class Turn {
  readonly hold: Run
  readonly batches: Batches<ReadPage>
  readonly observe: Observe
  /** Aborted with the lease, or when one window ends it for all. */
  readonly signal: AbortSignal
  readonly #ended = new AbortController()
  readonly #reading: Promise<void>[] = []
  readonly #isDividable: boolean
  #end: End = { kind: 'done' }
  #failure: { error: unknown } | undefined
  /** Of the run, from its first turn on. */
  #pages: number
  #left = TURN_PAGES

  constructor(hold: Run) {
    this.hold = hold
    this.batches = new Batches(
      (pages) => keepPages(pages, hold),
      ({ page }) => page.size,
    )
    this.observe = observing(hold.parts.database)
    this.signal = AbortSignal.any([hold.lease.signal, this.#ended.signal])
    this.#isDividable = isDividable(hold.mirrored)
    this.#pages = hold.run.pages
    for (const window of hold.run.windows) if (!window.done) this.#begin(window)
  }

  /** All that was read is kept then. */
  async finished(): Promise<End> {
    // More may begin while we wait.
    for (let n = 0; n < this.#reading.length; n++) await this.#reading[n]
    if (this.#failure) throw this.#failure.error
    return (await this.batches.flush()) ? this.#end : { kind: 'lost' }
  }

  /** For all windows. The first reason counts, and any counts more than a turn that is over. */
  end(end: End): void {
    if (!this.#ended.signal.aborted) this.#end = end
    this.#ended.abort()
  }

  /** @returns false when the turn is over */
  takePage(): boolean {
    if (this.signal.aborted) return false
    if (this.#left-- > 0) return true
    // What is on its way is waited for, or it would be fetched twice.
    if (this.#end.kind === 'done') this.#end = { kind: 'turn_over' }
    return false
  }

  /** Begins another window where more of them read faster: neither the store nor the budget holds them up. */
  considerDividing(window: BackfillWindow, page: Page): void {
    const { run, reader } = this.hold
    if (++this.#pages < SHORT_PAGES || !page.hasMore || !this.#isDividable) return
    if (reader.isPaced || !this.batches.keepsUp) return
    if (run.windows.filter(({ done }) => !done).length >= MOST_WINDOWS) return
    const rest = divide(window, page)
    if (!rest) return
    run.windows.splice(run.windows.indexOf(window) + 1, 0, rest)
    this.#begin(rest)
  }

  #begin(window: BackfillWindow): void {
    const reading = readWindow(window, this).catch((error: unknown) => {
      this.#failure ??= { error }
      this.#ended.abort()
    })
    this.#reading.push(reading)
  }
}
