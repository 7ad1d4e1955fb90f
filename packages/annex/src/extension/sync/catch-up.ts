/** Reads the events we may have missed, and lists again what no event speaks of (O10). */
import type { Lease } from '../jobs/lease.js'
import type { MirroredKind } from '../mirror/kinds.js'
import { endedBefore, requestBackfills, resumeBackfills } from '../store/backfills.js'
import { holdGeneration, moveEventsCursor, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { idsDueSince } from '../store/mirror.js'
import { tellOfChange } from '../store/news.js'
import { insertRereads } from '../store/rereads.js'
import { insertTimelineEntry } from '../store/timeline.js'
import type { Answer } from '../stripe/answer.js'
import type { ListPage } from '../stripe/shapes.js'
import { withRetries, type Retries } from '../stripe/retry.js'
import { arrive } from './arrive.js'
import { readEvent } from './event.js'
import { backfillJob, rereadJob } from './jobs.js'
import { observing } from './observing.js'
import { openConnection, type OpenConnection } from './open.js'
import { fetchPage } from './page.js'
import type { SyncParts } from './parts.js'
import { write } from './write.js'

/** Events are committed a little after the second they carry. */
const OVERLAP = 10 * 60

const DAY = 24 * 60 * 60

/** Stripe lists events of 30 days; the last one is left alone, being cut off while we read. */
const KEPT = 29 * DAY

/** Pages of events in memory: 2,000 events, a few megabytes. */
const GATHERED = 20

interface CatchUp {
  key: GenerationKey
  /** Platform seconds: what is read begins here. */
  from: number
  open: OpenConnection
  lease: Lease
  parts: SyncParts
  retries: Retries
}

export async function catchUp(key: GenerationKey, lease: Lease, parts: SyncParts): Promise<void> {
  const open = await openConnection(key, parts)
  if (!open) return
  const retries = { outside: parts.outside, signal: lease.signal }
  const line = { key, open, lease, parts, retries }
  const since = open.connection.events_cursor ?? (await askForTime(line))
  if (since === undefined) return
  const work: CatchUp = { ...line, from: since - OVERLAP }
  const seen = await readEvents(work)
  if (seen === undefined) return
  for (const mirrored of parts.mirrors.kinds.filter(({ news }) => news === 'window')) {
    if (!(await listAgain(mirrored, work))) return
  }
  await finish(seen, work)
}

/** Where a first catch-up begins, by the platform's second: our own clock is nobody's measure (O1). */
async function askForTime(line: Omit<CatchUp, 'from'>): Promise<number | undefined> {
  const { reader } = line.open
  const answer = await withRetries(() => reader.list('/v1/events', { limit: 1 }), line.retries)
  return answer.kind === 'ok' ? answer.seen.since : fail(answer, line)
}

/**
 * They are listed newest first. The rows don't mind, but whoever is told of them does: so they are
 * kept oldest first, as many at a time as memory allows. @returns up to which second
 */
async function readEvents(work: CatchUp): Promise<number | undefined> {
  const { reader } = work.open
  let query: Record<string, string | number> = { limit: 100, 'created[gte]': work.from }
  let upTo: number | undefined
  let gathered: ListPage[] = []
  for (;;) {
    const answer = await withRetries(() => reader.list('/v1/events', query), work.retries)
    if (answer.kind !== 'ok') return fail(answer, work)
    if (upTo === undefined) {
      upTo = answer.seen.since
      if (upTo - work.from > KEPT) await resync(work)
    }
    gathered.push(answer.value)
    const last = answer.value.data.at(-1)
    const isLast = !answer.value.has_more || !last || work.lease.signal.aborted
    if (isLast || gathered.length === GATHERED) {
      for (const page of gathered.toReversed()) await keepEvents(page, work)
      gathered = []
    }
    if (isLast) break
    query = { ...query, starting_after: last.id }
  }
  return work.lease.signal.aborted ? undefined : upTo
}

async function keepEvents({ data }: ListPage, { key, lease, parts }: CatchUp): Promise<void> {
  const events = data.flatMap((item) => readEvent(item) ?? [])
  if (events.length === 0) return
  await parts.database.transaction(async (tx) => {
    // After a disconnect they would only be noted as events of a stranger.
    if (!(await holdGeneration(tx, key))) return
    await lease.hold(tx)
    const arriving = events.map((event) => ({ account: key.account, event }))
    await arrive(tx, arriving, parts)
  })
}

/** Events that would have told us are no longer listed, so everything is read again. */
async function resync({ key, parts }: CatchUp): Promise<void> {
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, key))) return
    const kinds = parts.mirrors.kinds.map(({ kind }) => kind)
    for (const { kind } of await requestBackfills(tx, key, { kinds, again: true })) {
      await parts.jobs.send(tx, { kind: backfillJob, data: { ...key, kind } })
    }
    const at = parts.outside.clock.now()
    await insertTimelineEntry(tx, key, { at, what: 'resync_after_gap', details: {} })
  })
}

/** @returns false when it could not be read to its end */
async function listAgain(mirrored: MirroredKind, work: CatchUp): Promise<boolean> {
  const { key, open, parts, retries, lease } = work
  const tools = { observe: observing(parts.database, 1), reader: open.reader, retries }
  let after: string | null = null
  for (;;) {
    const wanted = { mirrored, after, from: work.from }
    const answer = await fetchPage(wanted, tools)
    if (answer.kind !== 'ok') return (await fail(answer, work)) !== undefined
    const { sightings, hasMore, lastId } = answer.value
    await parts.database.transaction(async (tx) => {
      if (!(await holdGeneration(tx, key))) return
      await lease.hold(tx)
      const { mirrors } = parts
      const writing = { source: 'reply' as const, sightings, mirrors, wantsParent: () => false }
      await write(tx, mirrored, key, writing)
    })
    if (!hasMore || lastId === null || lastId === after) return true
    after = lastId
  }
}

/** All was read, so Stripe lets us in and answers: what waited for that goes on. */
async function finish(seen: number, { key, lease, parts }: CatchUp): Promise<void> {
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, key))) return
    await lease.advance(tx)
    if (parts.mirrors.find('balance_transaction')) await askForDue(tx, key, seen)
    await parts.jobs.send(tx, { kind: rereadJob, data: key })
    const again = await listDaily(tx, key, parts)
    for (const kind of [...(await resumeBackfills(tx, key)), ...again]) {
      await parts.jobs.send(tx, { kind: backfillJob, data: { ...key, kind } })
    }
    await tellOfChange(tx, key)
  })
  await moveEventsCursor(parts.database, key, seen)
  await parts.hooks.accessGranted(key)
}

/** Lists of which nothing tells: from the top, a day after they were last read to the end. */
async function listDaily(
  tx: Queryable,
  key: GenerationKey,
  { mirrors, outside }: SyncParts,
): Promise<string[]> {
  const daily = mirrors.kinds.filter(({ news }) => news === 'daily').map(({ kind }) => kind)
  if (daily.length === 0) return []
  const before = outside.clock.now() - DAY
  const kinds = await endedBefore(tx, key, { kinds: daily, before })
  const requested = await requestBackfills(tx, key, { kinds, again: true })
  return requested.map(({ kind }) => kind)
}

async function askForDue(tx: Queryable, key: GenerationKey, seen: number): Promise<void> {
  const ids = await idsDueSince(tx, key, seen)
  const rereads = ids.map((object) => ({ kind: 'balance_transaction', object, obs: 0 }))
  await insertRereads(tx, key, rereads)
}

/** @throws on a setback, so that the job's own retries wait for better days */
async function fail(
  answer: Exclude<Answer<unknown>, { kind: 'ok' }>,
  { key, parts }: Pick<CatchUp, 'key' | 'parts'>,
): Promise<undefined> {
  if (answer.kind === 'refused' && answer.what === 'access') {
    await parts.hooks.accessRefused(key)
    return
  }
  // A grant that does not cover events leaves the mirror to its lists; other verdicts are ours to see.
  if (answer.kind === 'refused') return
  throw new Error('reason' in answer ? answer.reason : 'Stripe has no list of events.')
}
