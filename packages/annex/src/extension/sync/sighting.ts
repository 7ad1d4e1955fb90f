/** From an object as Stripe sent it to what the mirror writes. */
import type { Sighting } from '../store/mirror.js'
import type { Seen } from '../stripe/answer.js'
import type { StripeObject } from '../stripe/shapes.js'

export function sightingOf(object: StripeObject, seen: Seen, obs: number): Sighting {
  return {
    id: object.id,
    created: object.created ?? null,
    deleted: object.deleted === true,
    ...seen,
    obs,
    body: object,
  }
}

/** What is left of an object that can't be read any more, as Stripe itself writes it. */
export function tombstoneOf(kind: string, id: string): StripeObject {
  return { id, object: kind, deleted: true }
}

/** A list inside an object is cut at ten; the rest must be read before the row is whole (O7). */
export function isTruncated(object: Record<string, unknown>): boolean {
  for (const field in object) if (isOpenList(object[field])) return true
  return false
}

export interface TruncatedList {
  field: string
  url: string
  data: StripeObject[]
}

export function truncatedLists(object: Record<string, unknown>): TruncatedList[] {
  return Object.entries(object).flatMap(([field, value]) =>
    isOpenList(value) ? [{ field, url: value.url, data: value.data }] : [],
  )
}

function isOpenList(value: unknown): value is { url: string; data: StripeObject[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'object' in value &&
    value.object === 'list' &&
    'has_more' in value &&
    value.has_more === true &&
    'url' in value &&
    typeof value.url === 'string' &&
    'data' in value &&
    Array.isArray(value.data)
  )
}
