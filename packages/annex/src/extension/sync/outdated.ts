/** What was read at an older version of the API is read again: some accounts at a time, behind all other work (O6). */
import { apiVersion } from '../../catalogue/catalogue.js'
import type { MirroredKind } from '../mirror/kinds.js'
import { requestBackfills } from '../store/backfills.js'
import { holdGeneration, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { drawObservations } from '../store/mirror.js'
import { tellOfChange } from '../store/news.js'
import { endOutdated, idsWithoutOwner, listOutdated } from '../store/outdated.js'
import { insertRereads } from '../store/rereads.js'
import { insertTimelineEntry } from '../store/timeline.js'
import { backfillJob, rereadJob } from './jobs.js'
import type { SyncParts } from './parts.js'

/** Accounts begun at a time; and while so many runs are under way, none is. */
const ACCOUNTS = 20
const UNDER_WAY = 200

/**
 * Events are shown at the endpoint's version and read again where that isn't ours; rows that were
 * there before us are not. A run begins anew and goes on like any other: within the account's budget,
 * from page to page, killed or not.
 */
export async function refreshOutdated(
  parts: SyncParts,
  version: string = apiVersion(),
): Promise<void> {
  const { keys, underWay } = await listOutdated(parts.database, { version, limit: ACCOUNTS })
  if (underWay >= UNDER_WAY) return
  for (const key of keys) {
    await parts.database.transaction((tx) => beginAnew(tx, key, version, parts))
  }
}

async function beginAnew(
  tx: Queryable,
  key: GenerationKey,
  version: string,
  { jobs, mirrors, outside }: SyncParts,
): Promise<void> {
  if (!(await holdGeneration(tx, key))) return
  const kinds = await endOutdated(tx, key, version)
  if (kinds.length === 0) return
  await requestBackfills(tx, key, { kinds, again: true })
  for (const kind of kinds) {
    await jobs.send(tx, { kind: backfillJob, data: { ...key, kind }, behind: true })
  }
  if (
    await askForOwnerless(
      tx,
      key,
      kinds.flatMap((kind) => mirrors.find(kind) ?? []),
    )
  ) {
    await jobs.send(tx, { kind: rereadJob, data: key, behind: true })
  }
  const entry = { at: outside.clock.now(), what: 'version_changed', details: { version } }
  await insertTimelineEntry(tx, key, entry)
  await tellOfChange(tx, key)
}

/** No list will bring them: a guest's payment method, for one. */
async function askForOwnerless(
  tx: Queryable,
  key: GenerationKey,
  kinds: readonly MirroredKind[],
): Promise<boolean> {
  const [obs = 0] = await drawObservations(tx)
  let asked = false
  for (const { kind, table, owner } of kinds) {
    if (!owner) continue
    const ids = await idsWithoutOwner(tx, { table, field: owner.field }, key)
    await insertRereads(
      tx,
      key,
      ids.map((object) => ({ kind, object, obs })),
    )
    asked ||= ids.length > 0
  }
  return asked
}
