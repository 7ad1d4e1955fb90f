/** The sync room's door: backfill, webhooks, catch-up, and reading what they brought. */
import { every } from '../../core/timers.js'
import {
  findConnection,
  listConnections,
  type AccountKey,
  type Connection,
  type GenerationKey,
} from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { requestBackfills } from '../store/backfills.js'
import { findEvent } from '../store/inbox.js'
import { findMirrored, listMirrored, type MirroredObject } from '../store/mirrored.js'
import { onChange } from '../store/news.js'
import { audit, AUDIT_EVERY_MS, auditDue, confirmDrift } from './audit.js'
import { findSpotCheck, type SpotCheck } from '../store/spot-checks.js'
import { adoptChoice } from './adopt.js'
import { backfill } from './backfill.js'
import { catchUp } from './catch-up.js'
import { forgetConsumer, readChanges, type ChangesPage, type ChangesRequest } from './changes.js'
import { readEvent } from './event.js'
import {
  auditJob,
  backfillJob,
  catchUpJob,
  confirmDriftJob,
  onEventJob,
  rereadJob,
  unlistedJob,
} from './jobs.js'
import { refreshOutdated } from './outdated.js'
import type { SyncParts } from './parts.js'
import { progressOf, type KindProgress } from './progress.js'
import { createReceiver, type Receive } from './receive.js'
import { rereadAll, type LastReads } from './reread.js'
import { gaveUp, pauseAbandoned } from './run.js'
import { askForUnlisted } from './unlisted.js'

export interface BackfillRequest {
  /** All that are mirrored, unless told. */
  kinds?: readonly string[] | undefined
  /** Also those that are done, from the top. */
  again?: boolean
}

export interface Page<T> {
  data: T[]
  hasMore: boolean
}

export interface Sync {
  /** Answers `POST /webhooks`. */
  receive: Receive
  /** In the transaction of a connect, or any. A run under way is joined (B7). @returns the kinds begun */
  startBackfill(tx: Queryable, key: GenerationKey, request?: BackfillRequest): Promise<string[]>
  /** Catches up now, and lets paused backfills go on. */
  syncNow(key: GenerationKey): Promise<void>
  progressOf(key: GenerationKey): Promise<KindProgress[]>
  /** What came of the last sample that was compared with Stripe. */
  lastCheck(key: GenerationKey): Promise<SpotCheck | undefined>
  /** Calls `heard` whenever rows of the account may have changed; returns how to stop. */
  follow(key: AccountKey, heard: () => void): () => void
  /** Newest first. @param options.after id of the last object of the page before */
  listObjects(
    key: GenerationKey,
    kind: string,
    options?: { limit?: number; after?: string },
  ): Promise<Page<MirroredObject>>
  getObject(key: GenerationKey, kind: string, id: string): Promise<MirroredObject | undefined>
  /** Events for an app that reads at its own pace. @throws CursorRefused */
  readChanges(request: ChangesRequest): Promise<ChangesPage>
  forgetConsumer(name: string): Promise<boolean>
  /**
   * Brings connections to what is mirrored now, and begins to catch up with every one of them, now and
   * every so often (O10). @returns how to stop
   */
  schedule(): () => void
}

/** Less than the quarter of an hour that a missed event may stay missed. */
const CATCH_UP_EVERY_MS = 10 * 60 * 1000

/** For so long a run whose last worker died may seem to go on. */
const LOOK_AFTER_RUNS_MS = 60 * 1000

/** Declares this room's jobs, so it comes before `jobs.start`. */
export function createSync(parts: SyncParts): Sync {
  const { database, jobs, mirrors, outside } = parts
  jobs.handle(
    backfillJob,
    (data, lease) => backfill(data, lease, parts),
    (tx, data) => gaveUp(tx, data, parts),
  )
  const lastReads: LastReads = new Map()
  jobs.handle(rereadJob, (data, lease) => rereadAll(data, lease, parts, lastReads))
  jobs.handle(unlistedJob, (data, lease) => askForUnlisted(data, lease, parts))
  jobs.handle(catchUpJob, (data, lease) => catchUp(data, lease, parts))
  jobs.handle(auditJob, (data, lease) => audit(data, lease, parts))
  jobs.handle(confirmDriftJob, (data, lease) => confirmDrift(data, lease, parts))
  jobs.handle(onEventJob, (data) => tellApp(data, parts))
  return {
    receive: createReceiver(parts),
    startBackfill: (tx, key, request) => startBackfill(tx, key, request, parts),
    syncNow: (key) => database.transaction((tx) => syncNow(tx, key, parts)),
    progressOf: (key) => progressOf(database, key, { mirrors, now: outside.clock.now() }),
    listObjects: (key, kind, options) => listObjects(key, kind, options, parts),
    getObject: (key, kind, id) => findObject(key, { kind, id }, parts),
    lastCheck: (key) => findSpotCheck(database, key),
    readChanges: (request) => readChanges(request, parts),
    forgetConsumer: (name) => forgetConsumer(name, parts),
    follow: (key, heard) => follow(key, heard, parts),
    schedule: () => schedule(parts),
  }
}

async function startBackfill(
  tx: Queryable,
  key: GenerationKey,
  { kinds, again = false }: BackfillRequest = {},
  parts: SyncParts,
): Promise<string[]> {
  const requested = await requestRuns(tx, key, { kinds, again }, parts)
  const waiting = requested.filter(({ state }) => state === 'waiting').map(({ kind }) => kind)
  await sendRuns(tx, key, waiting, parts)
  return waiting
}

/** Also runs that seem under way: should their worker be gone for good, this takes them over. */
async function syncNow(tx: Queryable, key: GenerationKey, parts: SyncParts): Promise<void> {
  const requested = await requestRuns(tx, key, { again: false }, parts)
  const kinds = requested.map(({ kind }) => kind)
  await sendRuns(tx, key, kinds, parts)
}

/** In the order of the table, whatever order the store answered in. */
async function requestRuns(
  tx: Queryable,
  key: GenerationKey,
  request: BackfillRequest,
  { mirrors }: SyncParts,
) {
  const wanted = request.kinds?.map((name) => mirrors.get(name)) ?? mirrors.kinds
  const names = wanted.map(({ kind }) => kind)
  const options = { kinds: names, again: request.again ?? false }
  const requested = await requestBackfills(tx, key, options)
  return mirrors.kinds.flatMap(({ kind }) => requested.filter((run) => run.kind === kind))
}

async function sendRuns(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  kinds: readonly string[],
  { jobs }: SyncParts,
): Promise<void> {
  const data = { account, livemode, generation }
  // First, so that events from now on are looked for whatever becomes of their deliveries.
  await jobs.send(tx, { kind: catchUpJob, data })
  for (const kind of kinds) await jobs.send(tx, { kind: backfillJob, data: { ...data, kind } })
}

function findObject(
  key: GenerationKey,
  { kind, id }: { kind: string; id: string },
  { database, mirrors }: SyncParts,
): Promise<MirroredObject | undefined> {
  return findMirrored(database, key, { table: mirrors.tableOf(kind), id })
}

async function listObjects(
  key: GenerationKey,
  kind: string,
  { limit = 25, after }: { limit?: number; after?: string } = {},
  parts: SyncParts,
): Promise<Page<MirroredObject>> {
  const table = parts.mirrors.tableOf(kind)
  const last = after === undefined ? undefined : await findObject(key, { kind, id: after }, parts)
  const cursor = last && { id: last.id, created: last.created ?? 0 }
  const page = { table, limit: limit + 1, after: cursor }
  const rows = await listMirrored(parts.database, key, page)
  return { data: rows.slice(0, limit), hasMore: rows.length > limit }
}

/** Every page that is open listens to one channel, and picks out what is its own. */
function follow(key: AccountKey, heard: () => void, { database, log }: SyncParts): () => void {
  const listening = onChange(database, ({ account, livemode }) => {
    if (account === key.account && livemode === key.livemode) heard()
  })
  listening.catch((error: unknown) => log.warn({ err: error }, 'news cannot be heard'))
  return () => void listening.then((stop) => stop()).catch(() => undefined)
}

/** The event as it was kept; gone with its connection, it is nobody's business any more. */
async function tellApp(
  { account, livemode, generation, event }: GenerationKey & { event: string },
  { database, hooks }: SyncParts,
): Promise<void> {
  const connection = await findConnection(database, { account, livemode })
  if (connection?.generation !== generation) return
  const kept = await findEvent(database, { account, livemode }, event)
  const read = readEvent(kept?.body)
  if (read) await hooks.onEvent?.(read)
}

function schedule(parts: SyncParts): () => void {
  const failed = (error: unknown) => parts.log.error({ err: error }, 'on schedule')
  const tools = { timers: parts.outside.timers, failed }
  adoptChoice(parts).catch(failed)
  const stops = [
    every(CATCH_UP_EVERY_MS, () => catchUpAll(parts), tools),
    every(AUDIT_EVERY_MS, () => auditDue(parts), tools),
    every(LOOK_AFTER_RUNS_MS, () => pauseAbandoned(parts), tools),
    every(LOOK_AFTER_RUNS_MS, () => refreshOutdated(parts), tools),
  ]
  return () => stops.forEach((stop) => stop())
}

async function catchUpAll({ database, jobs }: SyncParts): Promise<void> {
  const open = (await listConnections(database)).filter(({ state }) => state !== 'purging')
  for (const connection of open) {
    await jobs.send(database, { kind: catchUpJob, data: dataOf(connection) })
  }
}

function dataOf({ account, livemode, generation }: Connection): GenerationKey {
  return { account, livemode, generation }
}
