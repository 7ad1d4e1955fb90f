/** Metadata: texts by key, under Stripe's limits (50 keys, 40 and 500 characters). */
import type { FormHash } from '../../core/form.js'
import { compareKeys } from '../../core/layout.js'
import {
  invalidString,
  metadataKeyInvalid,
  metadataKeyTooLong,
  metadataValueTooLong,
  tooManyMetadataKeys,
} from './refusals/parameters.js'

const MAX_KEYS = 50
const MAX_KEY = 40
const MAX_VALUE = 500

/** What was sent; an empty text asks for its key's removal. */
export function metadataOf(given: FormHash, param: string): Record<string, string> {
  if (given.size > MAX_KEYS) throw tooManyMetadataKeys(param, MAX_KEYS)
  const metadata: Record<string, string> = Object.create(null)
  for (const [key, value] of given) {
    if (key === '') throw metadataKeyInvalid(param)
    if (key.length > MAX_KEY) throw metadataKeyTooLong(param, key, MAX_KEY)
    const name = `${param}[${key}]`
    if (typeof value !== 'string') throw invalidString(name, 'a hash or a list')
    if (value.length > MAX_VALUE) throw metadataValueTooLong(name, MAX_VALUE, value.length)
    metadata[key] = value
  }
  return metadata
}

/**
 * Metadata after an update: what wasn't mentioned stays, an empty text removes, null removes all.
 * @throws Refusal when more than 50 keys would be left
 */
export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>> | null | undefined,
): Record<string, string> {
  if (change === null) return {}
  const merged = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(change ?? {})) {
    if (value === '') merged.delete(key)
    else merged.set(key, value)
  }
  if (merged.size > MAX_KEYS) throw tooManyMetadataKeys('metadata', MAX_KEYS)
  // In the order they are shown in: one that has to be found for each answer costs more.
  const inOrder = [...merged].sort(([a], [b]) => compareKeys(a, b))
  // fromEntries defines properties rather than setting them, so that `__proto__` stays data.
  return Object.fromEntries(inOrder)
}
