/** What an endpoint missed in a stretch of time: while it failed, or while it was disabled. */
import { listUndelivered } from '../store/deliveries.js'
import { findEndpoint } from '../store/endpoints.js'
import type { EventRow, Store } from '../store/store.js'
import { endpointsFor } from './fan-out.js'

/** Oldest first: events that `id` would hear of today and has not answered well. */
export function listRecoverable(
  store: Store,
  id: string,
  range: { from: number; to: number },
): EventRow[] {
  const endpoint = findEndpoint(store, id)
  if (!endpoint || endpoint.status === 'disabled') return []
  return listUndelivered(store, endpoint, range).filter((event) =>
    endpointsFor(store, event).some((hearing) => hearing.id === id),
  )
}
