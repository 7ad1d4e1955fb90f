/** How a long list is divided by when its objects were made, so that several parts of it are read side by side. */
import { routeFor } from '../../catalogue/catalogue.js'
import type { BackfillWindow } from '../store/backfills.js'
import type { MirroredKind } from '../mirror/kinds.js'

/** Read one after the other before a list counts as long: a short one must not cost a request more. */
export const SHORT_PAGES = 5

/** Of one kind, read at once. */
export const MOST_WINDOWS = 8

/** How many pages a window is cut to have, if objects went on coming as they do where it is cut. */
const PAGES = 20

/** The seconds between which a page's objects were made; null where they don't say. */
export interface Span {
  newest: number | null
  reached: number | null
}

export function wholeList(): BackfillWindow {
  return {
    ...{ before: null, from: null, cursor: null },
    ...{ reached: null, restarts: 0, done: false },
  }
}

/** Whether Stripe's list can be asked for objects of a time. */
export function isDividable({ list }: MirroredKind): boolean {
  const operation = list === null ? undefined : routeFor('GET', list)?.value
  return operation?.parameters.has('created') ?? false
}

/**
 * Ends `window` some pages below the one that was just read.
 * @returns a window for what is left below that, or undefined when it isn't worth one
 */
export function divide(window: BackfillWindow, page: Span): BackfillWindow | undefined {
  if (page.newest === null || page.reached === null) return undefined
  const seconds = Math.max(page.newest - page.reached, 1)
  const cut = page.reached - PAGES * seconds
  if (cut <= (window.from ?? 0) + seconds) return undefined
  const rest = { ...wholeList(), before: cut, from: window.from }
  window.from = cut
  return rest
}

export interface Standing {
  windows: BackfillWindow[]
  /** Down to this second nothing is missing. */
  reached: number | null
}

/** What there is to remember of windows, newest first: of those that are done, only where they lie among others. */
export function standing(windows: readonly BackfillWindow[], before: number | null): Standing {
  const left: BackfillWindow[] = []
  let reached = before
  for (const window of windows) {
    const above = left.at(-1)
    if (above === undefined) reached = window.reached ?? reached
    if (above?.done && window.done) {
      left[left.length - 1] = joined(above, window)
    } else if (above !== undefined || !window.done) {
      left.push(window)
    }
  }
  return { windows: left, reached }
}

function joined(upper: BackfillWindow, lower: BackfillWindow): BackfillWindow {
  return { ...upper, from: lower.from, reached: lower.reached ?? upper.reached }
}
