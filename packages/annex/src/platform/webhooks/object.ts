/** The `webhook_endpoint` object of an endpoint, where the platform itself changes it. */
import type { EndpointRow } from '../store/endpoints.js'
import { findObject, updateObject } from '../store/objects.js'
import type { Store } from '../store/store.js'

/** Nothing happens when the object was deleted meanwhile. Its keys keep their places. */
export function changeObject(
  store: Store,
  endpoint: Pick<EndpointRow, 'id' | 'account' | 'livemode'>,
  changes: { url?: string; status?: 'enabled' | 'disabled' },
): void {
  const { id, account, livemode } = endpoint
  const place = { account, livemode: livemode === 1, kind: 'webhook_endpoint' }
  const row = findObject(store, place, id)
  if (!row || row.deleted === 1) return
  const body = JSON.stringify({ ...JSON.parse(row.body), ...changes }, null, 2)
  updateObject(store, place, { id, body, keys: {}, before: {} })
}
