/** `metadata` of an object after a request that may have said something about it. */
import { mergeMetadata } from './metadata.js'

/** @param change as `validate` leaves it: a hash of texts, null for "all gone", or nothing */
export function metadataAfter(before: unknown, change: unknown): Record<string, string> {
  return mergeMetadata(texts(before), change === null ? null : texts(change))
}

function texts(hash: unknown): Readonly<Record<string, string>> {
  if (typeof hash !== 'object' || hash === null) return {}
  if (isOfTexts(hash)) return hash
  return Object.fromEntries(Object.entries(hash).map(([key, value]) => [key, String(value)]))
}

function isOfTexts(hash: object): hash is Readonly<Record<string, string>> {
  return Object.values(hash).every((value) => typeof value === 'string')
}
