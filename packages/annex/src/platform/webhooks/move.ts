/** An endpoint whose app is reached elsewhere now. */
import { redirectEndpoint, type EndpointRow } from '../store/endpoints.js'
import type { Store } from '../store/store.js'
import { changeObject } from './object.js'

/** Call it inside a transaction: the endpoint's row and its object change together. */
export function moveEndpoint(store: Store, endpoint: EndpointRow, url: string): void {
  redirectEndpoint(store, endpoint.id, { url, enabled_events: endpoint.enabled_events })
  changeObject(store, endpoint, { url })
}
