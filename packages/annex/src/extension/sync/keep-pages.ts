/** Pages into the store: their rows, and the cursors that follow them, in one transaction (B1). */
import {
  advanceBackfill,
  takeTurnToEnd,
  type BackfillStep,
  type BackfillWindow,
} from '../store/backfills.js'
import { holdGeneration } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { idsNotSeenSince } from '../store/mirror.js'
import { tellOfChange } from '../store/news.js'
import { insertRereads } from '../store/rereads.js'
import { insertTimelineEntry } from '../store/timeline.js'
import { rereadJob } from './jobs.js'
import type { Page } from './page.js'
import { parentsWanted } from './parents.js'
import type { Run } from './run.js'
import { lookForUnlisted } from './unlisted.js'
import { standing } from './windows.js'
import { write } from './write.js'

export interface ReadPage {
  window: BackfillWindow
  page: Page
  /** What its next page begins after. */
  cursor: string | null
}

/** @returns false when the run is no longer ours, and then nothing was written */
export function keepPages(pages: readonly ReadPage[], hold: Run): Promise<boolean> {
  const { run, lease, parts, mirrored } = hold
  return parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, run))) return false
    await lease.advance(tx)
    const step = stepOf(pages, hold)
    if (step.state === 'done') await takeTurnToEnd(tx, run)
    if (!(await advanceBackfill(tx, run, step))) return false
    const wantsParent = await parentsWanted(tx, run, 'page')
    const sightings = pages.flatMap(({ page }) => page.sightings)
    const { mirrors } = parts
    const writing = { source: 'reply' as const, sightings, mirrors, wantsParent }
    const asked = await write(tx, mirrored, run, writing)
    const unseen = step.state === 'done' ? await finish(tx, hold) : 0
    const { account, livemode, generation } = run
    const data = { account, livemode, generation }
    if (asked + unseen > 0) await parts.jobs.send(tx, { kind: rereadJob, data })
    await tellOfChange(tx, run)
    return true
  })
}

/** Only here a window moves, so that what is written of it is what its pages brought. */
function stepOf(pages: readonly ReadPage[], { run, parts }: Run): BackfillStep {
  for (const { window, page, cursor } of pages) {
    window.cursor = cursor
    window.done = !page.hasMore
    if (page.reached !== null) window.reached = Math.min(page.reached, window.reached ?? Infinity)
  }
  Object.assign(run, standing(run.windows, run.reached))
  return {
    ...{ windows: run.windows, reached: run.reached, pages: pages.length },
    objects: pages.reduce((sum, { page }) => sum + page.sightings.length, 0),
    state: run.windows.length > 0 ? 'running' : 'done',
    now: parts.outside.clock.now(),
  }
}

/** What a repeated run did not come past may have been deleted while nobody told us. */
async function finish(tx: Queryable, { run, mirrored, parts }: Run): Promise<number> {
  const obs = run.from_obs ?? 0
  const { table, owner } = mirrored
  const ids = await idsNotSeenSince(tx, run, { table, obs, owned: owner?.field })
  await insertRereads(
    tx,
    run,
    ids.map((object) => ({ kind: mirrored.kind, object, obs })),
  )
  await lookForUnlisted(tx, run, parts)
  const entry = { what: 'backfill_done', details: { kind: mirrored.kind } }
  await insertTimelineEntry(tx, run, { at: parts.outside.clock.now(), ...entry })
  return ids.length
}
