/** One page of a kind's list, whole and with its observation, or what kept us from it (B2, O2, O7). */
import { jsonText } from '../store/json.js'
import type { Sighting } from '../store/mirror.js'
import type { Answer } from '../stripe/answer.js'
import type { Reader } from '../stripe/read.js'
import type { StripeObject } from '../stripe/shapes.js'
import { withRetries, type Retries } from '../stripe/retry.js'
import { complete } from './complete.js'
import type { MirroredKind } from '../mirror/kinds.js'
import type { Observe } from './observing.js'
import { OWNERS, readOwned } from './owned.js'
import { isTruncated, sightingOf } from './sighting.js'

/** The most a list gives at once. */
const MOST = 100

export interface Page {
  sightings: Sighting[]
  /** Characters of all its bodies: a list inside an object, read to its end, may be a thousand times the rest. */
  size: number
  hasMore: boolean
  /** `created` of the oldest that was listed: the object itself, or its owner. */
  reached: number | null
  /** And of the newest. */
  newest: number | null
  firstId: string | null
  /** What the next page begins after. */
  lastId: string | null
  obs: number
  /** The platform's second before which everything was there to be listed. */
  since: number
}

export interface Wanted {
  mirrored: MirroredKind
  after: string | null
  /** Only objects made in or after this second. */
  from?: number | null
  /** Only objects made before this second. */
  before?: number | null
  /** How many; the most there is when left out. */
  limit?: number | undefined
}

export async function fetchPage(
  { mirrored, after, from = null, before = null, limit = MOST }: Wanted,
  { observe, reader, retries }: { observe: Observe; reader: Reader; retries: Retries },
): Promise<Answer<Page>> {
  const obs = await observe()
  const { owner } = mirrored
  const query = {
    ...mirrored.query,
    limit: owner ? Math.min(limit, OWNERS) : limit,
    ...(after !== null && { starting_after: after }),
    ...(from !== null && { 'created[gte]': from }),
    ...(before !== null && { 'created[lt]': before }),
  }
  const answer = await withRetries(() => listOf(mirrored, query, reader), retries)
  if (answer.kind !== 'ok') return answer
  const { data, has_more: hasMore } = answer.value
  const shown = owner
    ? await readOwned(data, owner, { reader, retries })
    : { kind: 'ok' as const, value: [{ objects: data, seen: answer.seen }] }
  if (shown.kind !== 'ok') return shown
  const sightings: Sighting[] = []
  for (const { objects, seen } of shown.value) {
    const whole = await completeAll(objects, reader, retries)
    if (whole.kind !== 'ok') return whole
    for (const object of whole.value) {
      sightings.push({ ...sightingOf(object, seen, obs), text: jsonText(object) })
    }
  }
  const page: Page = {
    ...{ sightings, hasMore, ...spanOf(data) },
    size: sightings.reduce((sum, { text = '' }) => sum + text.length, 0),
    ...{ firstId: data[0]?.id ?? null, lastId: data.at(-1)?.id ?? null },
    ...{ obs, since: answer.seen.since },
  }
  return { ...answer, value: page }
}

function spanOf(listed: readonly StripeObject[]): Pick<Page, 'reached' | 'newest'> {
  const seconds = listed.flatMap(({ created }) => created ?? [])
  if (seconds.length === 0) return { reached: null, newest: null }
  return { reached: Math.min(...seconds), newest: Math.max(...seconds) }
}

/** The account itself is on no list: it is read as a list of one. */
async function listOf(
  mirrored: MirroredKind,
  query: Record<string, string | number>,
  reader: Reader,
) {
  if (mirrored.list !== null) return reader.list(mirrored.list, query)
  const answer = await reader.retrieve(mirrored.path('', ''))
  if (answer.kind !== 'ok') return answer
  return { ...answer, value: { object: 'list' as const, has_more: false, data: [answer.value] } }
}

async function completeAll(data: StripeObject[], reader: Reader, retries: Retries) {
  const whole: StripeObject[] = []
  for (const object of data) {
    if (!isTruncated(object)) {
      whole.push(object)
      continue
    }
    const completed = await complete(object, reader, retries)
    if (completed.kind !== 'ok') return completed
    whole.push(completed.value)
  }
  return { kind: 'ok' as const, value: whole }
}
