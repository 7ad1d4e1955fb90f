/** At a start: connections come to what is mirrored now, whatever was mirrored when they were made. */
import { dropOtherBackfills, listLacking, requestBackfills } from '../store/backfills.js'
import { holdGeneration } from '../store/connections.js'
import { backfillJob } from './jobs.js'
import type { SyncParts } from './parts.js'

/**
 * A kind that was added is read from the top. One that was taken away is read no more and heard of no
 * more; its rows stay as they are, and are read again should it come back.
 */
export async function adoptChoice({ database, jobs, log, mirrors }: SyncParts): Promise<void> {
  const kinds = mirrors.kinds.map(({ kind }) => kind)
  for (const kind of await dropOtherBackfills(database, kinds)) {
    log.warn({ kind }, 'no longer mirrored; its rows stay as they are until their account goes')
  }
  for (const { account, livemode, generation, lacking } of await listLacking(database, kinds)) {
    const data = { account, livemode, generation }
    await database.transaction(async (tx) => {
      if (!(await holdGeneration(tx, data))) return
      const begun = await requestBackfills(tx, data, { kinds: lacking, again: false })
      for (const { kind } of begun)
        await jobs.send(tx, { kind: backfillJob, data: { ...data, kind } })
    })
  }
}
