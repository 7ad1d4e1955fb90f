/** Parameters of the OAuth endpoints: one value each, empty as good as absent (oauth.md 2.2). */
import { badParameter, repeatedParameter } from './refusals.js'

/** Names to values. A map, so that no name can be mistaken for a property of objects. */
export type Parameters = ReadonlyMap<string, string>

const MOST = 200
const LONGEST_VALUE = 4096

/**
 * A repeated parameter is an error (RFC 6749 §3.1), also when one is empty. `a[]=x` and `a[0]=x` are
 * lists and may repeat; nothing we read is one.
 */
export function readParameters(pairs: Iterable<readonly [string, string]>): Parameters {
  const seen = new Set<string>()
  const parameters = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (/\[\d*\]$/.test(name)) continue
    if (seen.has(name)) throw repeatedParameter(name)
    if (seen.add(name).size > MOST) throw badParameter('request', `more than ${MOST} parameters`)
    if (value !== '') parameters.set(name, checkedValue(value))
  }
  return parameters
}

function checkedValue(value: string): string {
  if (value.length > LONGEST_VALUE) {
    throw badParameter('parameter', `a value is longer than ${LONGEST_VALUE} characters`)
  }
  if (value.includes('\0') || !value.isWellFormed()) {
    throw badParameter('parameter', 'a value contains characters that are not text')
  }
  return value
}

/** php sends `always_prompt=1` (oauth.md 2.2). */
export function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}
