/** What a change took away: `previous_attributes` of an event (api.md 5.1). */

type Hash = Readonly<Record<string, unknown>>

/**
 * Old values of the fields that changed. A hash shows only its changed keys, a list appears whole,
 * and a key that was absent shows as null. Undefined when nothing changed.
 */
export function previousAttributes(before: object, after: object): object | undefined {
  return isHash(before) && isHash(after) ? previousFields(before, after) : undefined
}

function previousFields(before: Hash, after: Hash): object | undefined {
  const changed: [string, unknown][] = []
  const compare = (key: string): void => {
    const [was, is] = [own(before, key), own(after, key)]
    if (!sameValue(was, is)) changed.push([key, previousValue(was, is)])
  }
  for (const key of Object.keys(before)) {
    // Most fields hold the very same, which is quicker to see than whether they are their own.
    if (before[key] !== after[key]) compare(key)
  }
  for (const key of Object.keys(after)) if (!Object.hasOwn(before, key)) compare(key)
  return changed.length === 0 ? undefined : Object.fromEntries(changed)
}

/** A field, and nothing inherited: metadata may be called `constructor`. */
export function own(hash: object, key: string): unknown {
  return isHash(hash) && Object.hasOwn(hash, key) ? hash[key] : undefined
}

function previousValue(was: unknown, is: unknown): unknown {
  if (isHash(was) && isHash(is)) return previousFields(was, is)
  return was ?? null
}

/** Whether both would be written as the same JSON. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  return isHash(a) && isHash(b) && sameHash(a, b)
}

function sameHash(a: Hash, b: Hash): boolean {
  return (
    Object.keys(a).every((key) => sameValue(a[key], own(b, key))) &&
    Object.keys(b).every((key) => Object.hasOwn(a, key) || sameValue(undefined, b[key]))
  )
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
