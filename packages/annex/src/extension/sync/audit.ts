/**
 * The daily look at a sample: some objects of each kind, from a seeded place in its history, compared
 * with Stripe. What differs may be on its way to us, so it is only suspected; once a catch-up has
 * come by and nothing has changed on either side, it has drifted: reported, and read again.
 */
import { seededRandom, type Random } from '../../core/random.js'
import type { Lease } from '../jobs/lease.js'
import { listBackfills } from '../store/backfills.js'
import { holdGeneration, type GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { drawObservations } from '../store/mirror.js'
import { findMirrored } from '../store/mirrored.js'
import { tellOfChange } from '../store/news.js'
import { insertRereads } from '../store/rereads.js'
import { addToCheck, claimDueChecks } from '../store/spot-checks.js'
import { insertTimelineEntry } from '../store/timeline.js'
import { isSetback, type Answer } from '../stripe/answer.js'
import type { Reader } from '../stripe/read.js'
import type { StripeObject } from '../stripe/shapes.js'
import { withRetries } from '../stripe/retry.js'
import { complete } from './complete.js'
import { differences, fingerprint } from './differences.js'
import { auditJob, confirmDriftJob, rereadJob, type Suspect } from './jobs.js'
import { pathOf } from './object-path.js'
import { openConnection } from './open.js'
import type { SyncParts } from './parts.js'
import { GONE, lookAt } from './sample.js'

const DAY = 24 * 3600

/** How often accounts are taken, and so how many rounds a day has. */
export const AUDIT_EVERY_MS = 10 * 60 * 1000
const ROUNDS = (DAY * 1000) / AUDIT_EVERY_MS

/** A catch-up and its re-reads have surely come by; in words of the queue. */
const CONFIRM_AFTER_SECONDS = 25 * 60

/** Begins the checks that are due. Several processes may: each account is taken once. */
export async function auditDue({ database, jobs, outside }: SyncParts): Promise<void> {
  const now = outside.clock.now()
  await database.transaction(async (tx) => {
    const due = await claimDueChecks(tx, { now, before: now - DAY, rounds: ROUNDS })
    const seed = String(Math.floor(now / DAY))
    for (const key of due) await jobs.send(tx, { kind: auditJob, data: { ...key, seed } })
  })
}

/** The first look. @throws on a setback, so that the job is tried again */
export async function audit(
  key: GenerationKey & { seed: string },
  lease: Lease,
  parts: SyncParts,
): Promise<void> {
  const open = await openConnection(key, parts)
  if (!open) return
  const random = seededRandom(`${key.seed} ${key.account}`)
  const found = await lookAtAll(key, { lease, random, reader: open.reader, parts })
  if (!found) return
  const { account, livemode, generation } = key
  const own = { account, livemode, generation }
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, own))) return
    await lease.advance(tx)
    await addToCheck(tx, own, { compared: found.compared })
    if (found.suspects.length > 0) {
      const data = { ...own, suspects: found.suspects }
      await parts.jobs.send(tx, {
        kind: confirmDriftJob,
        data,
        afterSeconds: CONFIRM_AFTER_SECONDS,
      })
    }
    await tellOfChange(tx, own)
  })
}

interface Looking {
  lease: Lease
  random: Random
  reader: Reader
  parts: SyncParts
}

/** @returns undefined when it was told to stop */
async function lookAtAll(key: GenerationKey, { lease, random, reader, parts }: Looking) {
  const suspects: Suspect[] = []
  let compared = 0
  const retries = { outside: parts.outside, signal: lease.signal }
  for (const { kind, state } of await listBackfills(parts.database, key)) {
    const mirrored = state === 'done' ? parts.mirrors.find(kind) : undefined
    if (!mirrored) continue
    const look = await lookAt(mirrored, key, { db: parts.database, random, reader, retries })
    if (lease.signal.aborted) return undefined
    if (look.kind === 'ok') {
      compared += look.value.compared
      suspects.push(...look.value.suspects)
    } else if (isSetback(look)) {
      throw new Error(look.reason)
    }
  }
  return { compared, suspects }
}

/** The second look: what is as it was on both sides, and differs, has drifted. */
export async function confirmDrift(
  { suspects, ...key }: GenerationKey & { suspects: Suspect[] },
  lease: Lease,
  parts: SyncParts,
): Promise<void> {
  const open = await openConnection(key, parts)
  if (!open) return
  const drifted: Drift[] = []
  for (const suspect of suspects) {
    if (lease.signal.aborted) return
    const fields = await stillDiffers(suspect, key, { lease, reader: open.reader, parts })
    if (fields) drifted.push({ ...suspect, fields })
  }
  const { account, livemode, generation } = key
  const own = { account, livemode, generation }
  if (drifted.length === 0) return
  await parts.database.transaction(async (tx) => {
    if (!(await holdGeneration(tx, own))) return
    await lease.advance(tx)
    await repair(tx, own, drifted, parts)
  })
}

interface Drift extends Suspect {
  fields: string[]
}

async function repair(tx: Queryable, key: GenerationKey, drifted: Drift[], parts: SyncParts) {
  const [obs = 0] = await drawObservations(tx)
  await insertRereads(
    tx,
    key,
    drifted.map(({ kind, object }) => ({ kind, object, obs })),
  )
  await addToCheck(tx, key, { drifted: drifted.length })
  const at = parts.outside.clock.now()
  for (const { kind, object, fields } of drifted) {
    // Names of fields, never what they say.
    const details = { kind, object, ...(fields.length > 0 && { fields: fields.join(', ') }) }
    await insertTimelineEntry(tx, key, { at, what: 'drift_found', details })
  }
  await parts.jobs.send(tx, { kind: rereadJob, data: key })
  await tellOfChange(tx, key)
}

/** @returns the fields that differ, none when the whole object is at stake; undefined when all is well */
async function stillDiffers(
  { kind, object, said }: Suspect,
  key: GenerationKey,
  { lease, reader, parts }: Omit<Looking, 'random'>,
): Promise<string[] | undefined> {
  const mirrored = parts.mirrors.find(kind)
  if (!mirrored) return undefined
  const retries = { outside: parts.outside, signal: lease.signal }
  const answer = await readWhole(
    await pathOf(mirrored, object, { db: parts.database, key }),
    reader,
    retries,
  )
  if (isSetback(answer)) throw new Error(answer.reason)
  const row = await findMirrored(parts.database, key, { table: mirrored.table, id: object })
  if (answer.kind === 'gone' || (answer.kind === 'ok' && answer.value.deleted)) {
    return said === GONE && row && !row.deleted ? [] : undefined
  }
  // Changed since, at Stripe: then an event tells of it.
  if (answer.kind !== 'ok' || fingerprint(answer.value) !== said) return undefined
  if (!row) return []
  if (row.deleted) return undefined
  const fields = differences(row.body, answer.value)
  return fields.length > 0 ? fields : undefined
}

async function readWhole(
  path: string,
  reader: Reader,
  retries: Parameters<typeof withRetries>[1],
): Promise<Answer<StripeObject>> {
  const answer = await withRetries(() => reader.retrieve(path), retries)
  if (answer.kind !== 'ok') return answer
  const whole = await complete(answer.value, reader, retries)
  return whole.kind === 'ok' ? { ...answer, value: whole.value } : whole
}
