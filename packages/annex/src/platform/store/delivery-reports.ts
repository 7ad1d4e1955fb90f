/** Deliveries seen from their event, from one page, and in numbers. */
import type { DeliveryRow } from './deliveries.js'
import type { EventRow, Store } from './store.js'

/** One event's way to one endpoint. */
export interface EventDelivery extends DeliveryRow {
  /** Null once the endpoint was deleted. */
  url: string | null
}

/** Where `event` was owed to, oldest endpoint first. Only endpoints of `account` are told of. */
export function listDeliveriesOf(store: Store, event: string, account: string): EventDelivery[] {
  return store.all(
    `select d.*, n.url
       from deliveries d
       join endpoints n on n.id = d.endpoint
      where d.event = ? and n.account = ?
      order by d.created, d.rowid`,
    ...[event, account],
  )
}

/** A delivery with its event, if it is owed to `endpoint`. */
export function findDeliveryOf(
  store: Store,
  endpoint: string,
  id: string,
): { delivery: DeliveryRow; event: EventRow } | undefined {
  const delivery = store.get<DeliveryRow>(
    'select * from deliveries where endpoint = ? and id = ?',
    ...[endpoint, id],
  )
  const event =
    delivery &&
    store.get<EventRow>(
      `select account, livemode, id, type, created, object_id, application, body
         from events where id = ?`,
      delivery.event,
    )
  return delivery && event && { delivery, event }
}

export interface DeliveryCounts {
  delivered: number
  pending: number
  given_up: number
}

/** How deliveries to `endpoint` stand that were owed since `since` (Unix seconds). */
export function countDeliveries(store: Store, endpoint: string, since: number): DeliveryCounts {
  const counts = { delivered: 0, pending: 0, given_up: 0 }
  const rows = store.all<{ status: DeliveryRow['status']; count: number }>(
    `select status, count(*) as count from deliveries
      where endpoint = ? and created >= ?
      group by status`,
    ...[endpoint, since],
  )
  for (const { status, count } of rows) counts[status] = count
  return counts
}
