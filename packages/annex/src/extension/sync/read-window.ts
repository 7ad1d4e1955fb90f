/** Reads one window of a kind's list, page after page: the next is on its way while the former is kept. */
import type { BackfillWindow } from '../store/backfills.js'
import { fetchPage, type Page } from './page.js'
import { isStuck, nextCursor, STUCK_PAGES } from './stuck.js'
import type { Turn } from './turn.js'

const STUCK_WAIT_MS = 1000

/** Until its end, the turn's, or a reason to stop for all windows, which it tells the turn. */
export async function readWindow(window: BackfillWindow, turn: Turn): Promise<void> {
  const { hold, batches, signal } = turn
  let { cursor } = window
  let previous: Page | undefined
  let stuck = 0
  while (turn.takePage()) {
    const answer = await ask(window, cursor, turn)
    if (hold.lease.signal.aborted) return
    // A page that was on its way when another window ended the turn is kept all the same.
    if (answer.kind !== 'ok') {
      if (signal.aborted) return
      // Neighbours are looked for among the rows that are there.
      if (!(await batches.flush())) return turn.end({ kind: 'lost' })
      const other = await nextCursor(answer, { window, cursor }, hold)
      if (other === undefined) return turn.end({ kind: 'answer', answer })
      cursor = other.cursor
      continue
    }
    const page = answer.value
    if (isStuck(page, previous)) {
      if (++stuck === STUCK_PAGES) return turn.end({ kind: 'stuck' })
      await hold.parts.outside.timers.sleep(STUCK_WAIT_MS, signal)
      continue
    }
    stuck = 0
    cursor = page.lastId ?? cursor
    turn.considerDividing(window, page)
    if (!(await batches.add({ window, page, cursor }))) return turn.end({ kind: 'lost' })
    if (!page.hasMore) return
    previous = page
  }
}

function ask({ from, before }: BackfillWindow, after: string | null, turn: Turn) {
  const { mirrored, reader, parts } = turn.hold
  const retries = { outside: parts.outside, signal: turn.signal }
  const wanted = { mirrored, after, from, before, limit: parts.pageLimit }
  return fetchPage(wanted, { observe: turn.observe, reader, retries })
}
