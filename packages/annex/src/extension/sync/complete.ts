/** Reads the lists inside an object to their end (O7). */
import type { Answer } from '../stripe/answer.js'
import type { Reader } from '../stripe/read.js'
import type { StripeObject } from '../stripe/shapes.js'
import { withRetries, type Retries } from '../stripe/retry.js'
import { truncatedLists, type TruncatedList } from './sighting.js'

/** @returns the object with whole lists, or what kept them from being read */
export async function complete(
  object: StripeObject,
  reader: Reader,
  retries: Retries,
): Promise<Exclude<Answer<StripeObject>, { kind: 'ok' }> | { kind: 'ok'; value: StripeObject }> {
  const whole = { ...object }
  for (const list of truncatedLists(object)) {
    const rest = await readRest(list, reader, retries)
    if (rest.kind !== 'ok') return rest
    const known = object[list.field] as object
    whole[list.field] = { ...known, data: rest.value, has_more: false }
  }
  return { kind: 'ok', value: whole }
}

async function readRest(list: TruncatedList, reader: Reader, retries: Retries) {
  const data = [...list.data]
  for (;;) {
    const last = data.at(-1)
    if (!last) return { kind: 'ok' as const, value: data }
    const query = { limit: 100, starting_after: last.id }
    const answer = await withRetries(() => reader.list(list.url, query), retries)
    if (answer.kind !== 'ok') return answer
    data.push(...answer.value.data)
    if (!answer.value.has_more || answer.value.data.length === 0) {
      return { kind: 'ok' as const, value: data }
    }
  }
}
