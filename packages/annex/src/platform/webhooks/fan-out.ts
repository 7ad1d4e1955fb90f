/** Which endpoints an event is owed to, written down in the transaction of the event. */
import type { Clock } from '../../core/clock.js'
import { newId } from '../../core/ids.js'
import type { Random } from '../../core/random.js'
import { addDelivery } from '../store/deliveries.js'
import {
  listConnectEndpoints,
  listEndpointsOfApplication,
  listOwnEndpoints,
  mayListen,
  type EndpointRow,
} from '../store/endpoints.js'
import type { EventRow, Store } from '../store/store.js'
import { wants } from './subscription.js'

/** Every enabled endpoint that may hear of the event and asked for its type. */
export function endpointsFor(store: Store, event: EventRow): EndpointRow[] {
  const candidates =
    event.application === null
      ? [...listOwnEndpoints(store, event), ...listConnectEndpoints(store, event)]
      : listEndpointsOfApplication(store, event)
  return candidates.filter((endpoint) => wants(JSON.parse(endpoint.enabled_events), event.type))
}

/** The body of an event in another API version; null when it is recorded in that one. */
export type EventAt = (event: EventRow, version: string) => string | null

export interface FanOutTools {
  readonly store: Store
  readonly outside: { readonly clock: Clock; readonly random: Random }
  readonly eventAt: EventAt
}

/** @returns the ids of the endpoints it is now owed to */
export function fanOut(event: EventRow, tools: FanOutTools): string[] {
  if (!mayListen(tools.store)) return []
  const endpoints = endpointsFor(tools.store, event)
  for (const endpoint of endpoints) owe(event, endpoint, endpoints.length, tools)
  return endpoints.map(({ id }) => id)
}

/** Rendered now and kept, so that every try sends the same bytes (D2). */
export function owe(
  event: EventRow,
  endpoint: Pick<EndpointRow, 'id' | 'api_version'>,
  pending_webhooks: number,
  { store, outside, eventAt }: FanOutTools,
): void {
  const { api_version } = endpoint
  addDelivery(store, {
    ...{ id: newId('dlv', outside.random), event: event.id, endpoint: endpoint.id },
    ...{ created: outside.clock.now(), pending_webhooks },
    event_body: api_version === null ? null : eventAt(event, api_version),
  })
}
