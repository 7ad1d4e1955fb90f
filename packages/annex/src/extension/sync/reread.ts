/** Reads again the objects whose order time couldn't tell, and the ones referred to but unknown (O4, O8, O9). */
import type { Lease } from '../jobs/lease.js'
import { holdGeneration, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { drawObservations, type Sighting } from '../store/mirror.js'
import { tellOfChange } from '../store/news.js'
import { listRereads, postponeReread, settleReread, type Reread } from '../store/rereads.js'
import type { Answer } from '../stripe/answer.js'
import type { Reader } from '../stripe/read.js'
import type { StripeObject } from '../stripe/shapes.js'
import { withRetries, type Retries } from '../stripe/retry.js'
import { complete } from './complete.js'
import { getMirroredKind } from '../mirror/kinds.js'
import { pathOf } from './object-path.js'
import { openConnection } from './open.js'
import { parentsWanted } from './parents.js'
import type { SyncParts } from './parts.js'
import { sightingOf, tombstoneOf } from './sighting.js'
import { write } from './write.js'

/** Read side by side. */
const BATCH = 8

/** One object at most four times a second. */
const PAUSE_MS = 250

/** When an object was last read, by the timers' own count: one for all jobs of a process, which follow closely. */
export type LastReads = Map<string, number>

/** Works until nothing of the connection is left to read. */
export async function rereadAll(
  key: GenerationKey,
  lease: Lease,
  parts: SyncParts,
  lastReads: LastReads,
): Promise<void> {
  const open = await openConnection(key, parts)
  if (!open) return
  while (!lease.signal.aborted) {
    const batch = await listRereads(parts.database, key, BATCH)
    if (batch.length === 0) return
    await waitForTurn(key, batch, lastReads, { parts, lease })
    const retries = { outside: parts.outside, signal: lease.signal }
    const [obs = 0] = await drawObservations(parts.database)
    const read = await Promise.all(
      batch.map((wanted) => readOne(wanted, { key, parts, reader: open.reader, retries })),
    )
    if (read.some(({ answer }) => answer.kind === 'refused' && answer.what === 'access')) {
      await parts.hooks.accessRefused(key)
      return
    }
    await keep(key, { read, obs, lease }, parts)
  }
}

interface Read {
  wanted: Reread
  answer: Answer<StripeObject>
}

interface Line {
  key: GenerationKey
  reader: Reader
  retries: Retries
  parts: SyncParts
}

async function readOne(wanted: Reread, { key, reader, retries, parts }: Line): Promise<Read> {
  const { kind, object } = wanted
  const path = await pathOf(getMirroredKind(kind), object, { db: parts.database, key })
  const answer = await withRetries(() => reader.retrieve(path), retries)
  if (answer.kind !== 'ok') return { wanted, answer }
  const whole = await complete(answer.value, reader, retries)
  return { wanted, answer: whole.kind === 'ok' ? { ...answer, value: whole.value } : whole }
}

/** Rows, and the entries they settle, commit together; what couldn't be read stays for later. */
async function keep(
  key: GenerationKey,
  { read, obs, lease }: { read: Read[]; obs: number; lease: Lease },
  parts: SyncParts,
): Promise<void> {
  const settled = read.filter(({ answer }) => isVerdict(answer))
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, key))) return
    await lease.advance(tx)
    const wantsParent = await parentsWanted(tx, key, 'known')
    // In the order in which events are written too, or two transactions could wait for each other.
    for (const [kind, sightings] of [...sightingsByKind(settled, obs)].sort(byKind)) {
      const { mirrors } = parts
      const writing = { source: 'reply' as const, sightings, mirrors, wantsParent }
      await write(tx, getMirroredKind(kind), key, writing)
    }
    for (const { wanted } of settled) await settleReread(tx, key, { ...wanted, obs })
    await tellOfChange(tx, key)
  })
  await postpone(parts.database, key, read)
}

function byKind([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

/** @throws to let the job's own retries wait for better days */
async function postpone(db: Queryable, key: GenerationKey, read: Read[]): Promise<void> {
  const failed = read.filter(({ answer }) => !isVerdict(answer))
  for (const { wanted } of failed) await postponeReread(db, key, wanted)
  const [first] = failed
  if (first) throw new Error(`An object could not be read again: ${reasonOf(first.answer)}`)
}

/** Not ours to see, or not there, is an answer too. */
function isVerdict({ kind }: Answer<StripeObject>): boolean {
  return kind === 'ok' || kind === 'gone' || kind === 'refused' || kind === 'invalid'
}

function reasonOf(answer: Answer<StripeObject>): string {
  return 'reason' in answer ? answer.reason : answer.kind
}

function sightingsByKind(read: Read[], obs: number): Map<string, Sighting[]> {
  const byKind = new Map<string, Sighting[]>()
  for (const { wanted, answer } of read) {
    const sighting = sightingFrom(answer, wanted, obs)
    if (!sighting) continue
    byKind.set(wanted.kind, [...(byKind.get(wanted.kind) ?? []), sighting])
  }
  return byKind
}

function sightingFrom(answer: Answer<StripeObject>, wanted: Reread, obs: number) {
  if (answer.kind === 'ok') return sightingOf(answer.value, answer.seen, obs)
  if (answer.kind !== 'gone') return undefined
  const stub = tombstoneOf(wanted.kind, wanted.object)
  return sightingOf(stub, answer.seen, obs)
}

async function waitForTurn(
  { account }: GenerationKey,
  batch: Reread[],
  lastReads: LastReads,
  { parts, lease }: { parts: SyncParts; lease: Lease },
): Promise<void> {
  const { timers } = parts.outside
  const names = batch.map(({ kind, object }) => `${account} ${kind} ${object}`)
  const latest = Math.max(...names.map((name) => lastReads.get(name) ?? -Infinity))
  const waitMs = latest + PAUSE_MS - timers.elapsedMs()
  if (waitMs > 0) await timers.sleep(waitMs, lease.signal)
  const now = timers.elapsedMs()
  for (const [name, at] of lastReads) if (at + PAUSE_MS < now) lastReads.delete(name)
  for (const name of names) lastReads.set(name, now)
}
