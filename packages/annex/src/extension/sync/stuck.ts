/** Lists that do not advance, and cursors whose object is gone (B5, B6). */
import type { BackfillWindow } from '../store/backfills.js'
import { neighboursOf } from '../store/mirror.js'
import type { Answer } from '../stripe/answer.js'
import type { Page } from './page.js'
import type { Run } from './run.js'

/** In a row, until the run pauses. */
export const STUCK_PAGES = 3

/** How many neighbours of a vanished cursor are tried before the window begins again. */
const NEIGHBOURS = 5

export function isStuck(page: Page, previous: Page | undefined): boolean {
  if (!page.hasMore) return false
  return page.firstId === null || page.firstId === previous?.firstId
}

/**
 * Where to go on when the cursor's object is gone: after a neighbour listed just before it, so that
 * nothing is skipped, or once from the window's top.
 * @returns undefined when the answer isn't about the cursor, or all of that was tried
 */
export async function nextCursor(
  answer: Exclude<Answer<Page>, { kind: 'ok' }>,
  { window, cursor }: { window: BackfillWindow; cursor: string | null },
  { run, mirrored, parts }: Run,
): Promise<{ cursor: string | null } | undefined> {
  if (answer.kind !== 'invalid' || answer.param !== 'starting_after' || cursor === null) {
    return undefined
  }
  const { before } = window
  const place = { reached: window.reached ?? 0, before, limit: NEIGHBOURS }
  const { table } = mirrored.owner ?? mirrored
  const known = await neighboursOf(parts.database, table, run, place)
  const rest = known.slice(known.indexOf(cursor) + 1)
  const other = rest[0] ?? null
  if (other === null && window.restarts > 0) return undefined
  if (other === null) window.restarts++
  return { cursor: other }
}
