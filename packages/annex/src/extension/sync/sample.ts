/** A few objects of one kind, from some place in its history, as Stripe has them and as the mirror does. */
import type { Random } from '../../core/random.js'
import type { MirroredKind } from '../mirror/kinds.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { createdRange, rowsAmong, rowsUpTo, type SampledRow } from '../store/spot-checks.js'
import type { Answer } from '../stripe/answer.js'
import type { Reader } from '../stripe/read.js'
import type { StripeObject } from '../stripe/shapes.js'
import { withRetries, type Retries } from '../stripe/retry.js'
import { complete } from './complete.js'
import { differences, fingerprint } from './differences.js'
import type { Suspect } from './jobs.js'
import { pathOf } from './object-path.js'
import { isDividable } from './windows.js'

/** From a list, in one call. */
const LISTED = 10

/** Where no list of its own can be asked for a time: each with a call. */
const RETRIEVED = 3

/** What Stripe says of an object it no longer has. */
export const GONE = 'gone'

export interface Look {
  compared: number
  suspects: Suspect[]
}

export interface SampleTools {
  db: Queryable
  random: Random
  reader: Reader
  retries: Retries
}

type Looked = Exclude<Answer<never>, { kind: 'ok' }> | { kind: 'ok'; value: Look }

export async function lookAt(
  mirrored: MirroredKind,
  key: GenerationKey,
  tools: SampleTools,
): Promise<Looked> {
  const range = await createdRange(tools.db, mirrored.table, key)
  if (!range) return { kind: 'ok', value: { compared: 0, suspects: [] } }
  const upTo = range.first + tools.random.integer(range.last - range.first + 1)
  const isListed = isDividable(mirrored) && !mirrored.owner
  return (isListed ? lookAtList : lookAtRows)(mirrored, key, { ...tools, upTo })
}

type At = SampleTools & { upTo: number }

/** Also finds what the mirror never had, and what it has and Stripe no longer lists. */
async function lookAtList(
  { kind, table, list, query: always }: MirroredKind,
  key: GenerationKey,
  { db, reader, retries, upTo }: At,
): Promise<Looked> {
  const query = { ...always, limit: LISTED, 'created[lte]': upTo }
  const answer = await withRetries(() => reader.list(list ?? '', query), retries)
  if (answer.kind !== 'ok') return answer
  const { data, has_more } = answer.value
  // Of the last second shown there may be more than fit.
  const after = has_more ? (data.at(-1)?.created ?? upTo) : -1
  const rows = await rowsAmong(db, table, key, { ids: data.map(({ id }) => id), after, upTo })
  const suspects: Suspect[] = []
  for (const object of data) {
    const whole = await complete(object, reader, retries)
    if (whole.kind !== 'ok') return whole
    const row = rows.find(({ id }) => id === object.id)
    if (isSuspect(row, whole.value)) suspects.push(suspectOf(kind, whole.value))
  }
  const listed = new Set(data.map(({ id }) => id))
  const unlisted = rows.filter(({ id, deleted }) => !deleted && !listed.has(id))
  suspects.push(...unlisted.map(({ id }) => ({ kind, object: id, said: GONE })))
  return { kind: 'ok', value: { compared: data.length + unlisted.length, suspects } }
}

async function lookAtRows(
  mirrored: MirroredKind,
  key: GenerationKey,
  { db, reader, retries, upTo }: At,
): Promise<Looked> {
  const { kind, table } = mirrored
  const rows = await rowsUpTo(db, table, key, { upTo, limit: RETRIEVED })
  const suspects: Suspect[] = []
  for (const row of rows) {
    const path = await pathOf(mirrored, row.id, { db, key })
    const answer = await withRetries(() => reader.retrieve(path), retries)
    if (answer.kind === 'gone' || (answer.kind === 'ok' && answer.value.deleted)) {
      suspects.push({ kind, object: row.id, said: GONE })
      continue
    }
    if (answer.kind !== 'ok') return answer
    const whole = await complete(answer.value, reader, retries)
    if (whole.kind !== 'ok') return whole
    if (isSuspect(row, whole.value)) suspects.push(suspectOf(kind, whole.value))
  }
  return { kind: 'ok', value: { compared: rows.length, suspects } }
}

/** Deletion is final: whatever is still listed of a deleted object is on its way out. */
function isSuspect(row: SampledRow | undefined, read: StripeObject): boolean {
  if (!row) return true
  return !row.deleted && differences(row.body, read).length > 0
}

function suspectOf(kind: string, read: StripeObject): Suspect {
  return { kind, object: read.id, said: fingerprint(read) }
}
