/** Ending deliveries to an endpoint that the platform has lost patience with. */
import { switchEndpoint, type DisabledReason, type EndpointRow } from '../store/endpoints.js'
import type { Store } from '../store/store.js'
import { changeObject } from './object.js'

/** Call it inside a transaction: the endpoint's row and its object change together. */
export function disableEndpoint(store: Store, endpoint: EndpointRow, reason: DisabledReason): void {
  switchEndpoint(store, endpoint.id, reason)
  changeObject(store, endpoint, { status: 'disabled' })
}
