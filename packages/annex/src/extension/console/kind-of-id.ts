/** Which mirrored table an id belongs to, told by its prefix. */
import { prefixOf } from '../../catalogue/catalogue.js'
import { CHILDREN, MIRRORED } from '../mirror/kinds.js'

/** What Stripe calls otherwise than the kind's own prefix. A plan's id is also that of its price. */
const OTHER_PREFIXES: readonly [string, string][] = [
  ['py', 'charges'],
  ['pyr', 'refunds'],
  ['card', 'payment_methods'],
  ['plan', 'prices'],
  ['du', 'disputes'],
]

let known: readonly (readonly [prefix: string, table: string])[] | undefined

/** @returns undefined for anything that isn't the id of something that can be mirrored */
export function kindOfId(text: string): string | undefined {
  if (!/^\w+$/.test(text)) return undefined
  known ??= longestFirst()
  return known.find(([prefix]) => text.startsWith(`${prefix}_`))?.[1]
}

/** `sub_sched_…` is no subscription. Two kinds of a customer's money share a prefix: the first has it. */
function longestFirst() {
  const own = [...MIRRORED, ...CHILDREN].flatMap(({ kind, table }): [string, string][] =>
    [prefixOf(kind), prefixOf(kind, true)].flatMap((prefix) => (prefix ? [[prefix, table]] : [])),
  )
  return [...OTHER_PREFIXES, ...own].toSorted(([a], [b]) => b.length - a.length)
}
