/** What each owner on a page has, where Stripe lists it for one owner at a time. */
import type { Answer, Seen } from '../stripe/answer.js'
import type { Reader } from '../stripe/read.js'
import type { StripeObject } from '../stripe/shapes.js'
import { withRetries, type Retries } from '../stripe/retry.js'
import type { Owner } from '../mirror/kinds.js'

/** Owners a page goes through: so many lists are the least a kill repeats, and it takes little over a second. */
export const OWNERS = 20

/** Asked side by side; the account's budget spaces them. */
const TOGETHER = 5

/** Objects as one answer showed them. */
export interface Shown {
  objects: StripeObject[]
  seen: Seen
}

/** @returns all lists to their ends, or what kept one of them from being read */
export async function readOwned(
  owners: readonly StripeObject[],
  owner: Owner,
  { reader, retries }: { reader: Reader; retries: Retries },
): Promise<Exclude<Answer<never>, { kind: 'ok' }> | { kind: 'ok'; value: Shown[] }> {
  const shown: Shown[] = []
  for (let at = 0; at < owners.length; at += TOGETHER) {
    const some = owners.slice(at, at + TOGETHER)
    const read = await Promise.all(some.map(({ id }) => readList(owner.path(id), reader, retries)))
    for (const answer of read) {
      if (answer.kind === 'ok') shown.push(...answer.value)
      // Deleted since it was listed, it has nothing any more.
      else if (answer.kind !== 'gone') return answer
    }
  }
  return { kind: 'ok', value: shown }
}

async function readList(path: string, reader: Reader, retries: Retries) {
  const pages: Shown[] = []
  let query: Record<string, string | number> = { limit: 100 }
  for (;;) {
    const answer = await withRetries(() => reader.list(path, query), retries)
    if (answer.kind !== 'ok') return answer
    const { data, has_more } = answer.value
    pages.push({ objects: data, seen: answer.seen })
    const last = data.at(-1)
    if (!has_more || !last || last.id === query['starting_after']) {
      return { kind: 'ok' as const, value: pages }
    }
    query = { ...query, starting_after: last.id }
  }
}
