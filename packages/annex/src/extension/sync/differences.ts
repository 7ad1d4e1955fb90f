/** Whether the mirror's object says what Stripe's does, but for what may differ although both are right. */
import { createHash } from 'node:crypto'

type Fields = Record<string, unknown>

/** Links and secrets are made anew for whoever asks. */
const VOLATILE = /(?:^|_)(?:url|pdf|secret)$/

/**
 * A field only one of them has says nothing: Stripe adds fields to what it shows from one day to the
 * next, also of old objects, and sends no event for it. What people wrote themselves is compared whole.
 * @returns names of the fields that differ, outermost
 */
export function differences(kept: Fields, read: Fields): string[] {
  return Object.keys(kept).filter((name) => {
    if (!Object.hasOwn(read, name) || VOLATILE.test(name)) return false
    return !isSame(kept[name], read[name], name === 'metadata')
  })
}

function isSame(one: unknown, other: unknown, isWhole: boolean): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, n) => isSame(item, other[n], isWhole))
  }
  if (isFields(one) && isFields(other)) {
    if (isWhole && Object.keys(one).length !== Object.keys(other).length) return false
    if (isWhole) return Object.keys(one).every((name) => isSame(one[name], other[name], true))
    return differences(one, other).length === 0
  }
  return one === other
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** To tell later whether an object still says the same, without keeping what it says. */
export function fingerprint(object: Fields): string {
  const text = JSON.stringify(object, (name, value: unknown) => {
    if (VOLATILE.test(name)) return undefined
    if (!isFields(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
  return createHash('sha256').update(text).digest('base64url')
}
