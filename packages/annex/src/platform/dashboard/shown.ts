/** Stripe's objects as pages read them: the kept JSON, typed by its kind. */
import type { Kind, Kinds } from '../../catalogue/kinds.js'
import { listObjects, type Filter } from '../store/object-list.js'
import { findObject } from '../store/objects.js'
import type { Store } from '../store/store.js'
import type { Place } from './context.js'
import { PAGE_SIZE, pageFrom } from './paging.js'
import type { Cursor } from './query.js'

/** The object unless it is absent, deleted or somebody else's. */
export function findShown<K extends Kind>(
  store: Store,
  place: Place,
  kind: K,
  id: string,
): Kinds[K] | undefined {
  const row = findObject(store, { ...place, kind }, id)
  return row?.deleted === 0 ? JSON.parse(row.body) : undefined
}

/** All of those that exist, by id: for the names beside the rows of a list. */
export function findAllShown<K extends Kind>(
  store: Store,
  place: Place,
  kind: K,
  ids: readonly (string | undefined)[],
): Map<string, Kinds[K]> {
  const found = new Map<string, Kinds[K]>()
  for (const id of new Set(ids)) {
    const object = id === undefined ? undefined : findShown(store, place, kind, id)
    if (id !== undefined && object) found.set(id, object)
  }
  return found
}

/** The newest objects that hold `key`, such as the refunds of one charge. */
export function listShown<K extends Kind>(
  store: Store,
  place: Place,
  kind: K,
  query: { key: { field: string; value: string }; limit: number },
): Kinds[K][] {
  return listObjects(store, { ...place, kind }, { filters: [], ...query }).map((row) =>
    JSON.parse(row.body),
  )
}

/** The newest of a kind that pass these filters. */
export function pageOfKind<K extends Kind>(
  store: Store,
  place: Place,
  kind: K,
  query: { filters: readonly Filter[]; limit: number },
): Kinds[K][] {
  return listObjects(store, { ...place, kind }, query).map(({ body }) => JSON.parse(body))
}

/** Newest first. A cursor that names nothing (any more) gives the first page. */
export function shownPage<K extends Kind>(
  store: Store,
  place: Place,
  kind: K,
  query: { filters: readonly Filter[]; cursor: Cursor | undefined },
): { items: Kinds[K][]; newer: string | undefined; older: string | undefined } {
  const { filters } = query
  const row = query.cursor && findObject(store, { ...place, kind }, query.cursor.id)
  const cursor = row && query.cursor && { direction: query.cursor.direction, row }
  const asked = { filters, limit: PAGE_SIZE + 1, ...(cursor && { cursor }) }
  const found = listObjects(store, { ...place, kind }, asked)
  const { rows, newer, older } = pageFrom(found, cursor?.direction)
  return { items: rows.map(({ body }) => JSON.parse(body)), newer, older }
}

/** The id of a reference, expanded or not. */
export function idOf(reference: string | { id: string } | null | undefined): string | undefined {
  return typeof reference === 'string' ? reference : reference?.id
}
