/** Deliveries: an event owed to an endpoint, until it is paid or given up. */
import type { EndpointRow } from './endpoints.js'
import type { EventRow, Store } from './store.js'

export interface DeliveryRow {
  id: string
  event: string
  endpoint: string
  /** What the payload says, the same on every try (reliability D2). */
  pending_webhooks: number
  /** The event's body in the endpoint's own API version; null: as it was recorded. */
  event_body: string | null
  status: 'pending' | 'delivered' | 'given_up'
  attempts: number
  next_attempt_at: number | null
  created: number
  delivered_at: number | null
}

/** A delivery whose time has come, with the event it is about. */
export interface DueDelivery extends Pick<
  DeliveryRow,
  'id' | 'endpoint' | 'attempts' | 'pending_webhooks' | 'event_body'
> {
  next_attempt_at: number
  event: EventRow
}

export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'event' | 'endpoint' | 'pending_webhooks' | 'event_body' | 'created'
>

/** Due at once. */
export function addDelivery(store: Store, delivery: NewDelivery): void {
  const { id, event, endpoint, pending_webhooks, event_body, created } = delivery
  store.run(
    `insert into deliveries (id, event, endpoint, pending_webhooks, event_body, status, next_attempt_at, created)
     values (?, ?, ?, ?, ?, 'pending', ?, ?)`,
    ...[id, event, endpoint, pending_webhooks, event_body, created, created],
  )
}

export function findDelivery(store: Store, event: string, endpoint: string) {
  return store.get<DeliveryRow>(
    'select * from deliveries where event = ? and endpoint = ?',
    ...[event, endpoint],
  )
}

/** Everything owed to `endpoint` by `now`, longest overdue first. */
export function listDue(store: Store, endpoint: string, now: number, limit: number) {
  const rows = store.all<Omit<DueDelivery, 'event'> & Omit<EventRow, 'id'> & { event_id: string }>(
    `select d.id, d.endpoint, d.attempts, d.pending_webhooks, d.event_body, d.next_attempt_at,
            e.id as event_id, e.account, e.livemode, e.type, e.created, e.object_id,
            e.application, e.body
       from deliveries d
       join events e on e.id = d.event
      where d.endpoint = ? and d.status = 'pending' and d.next_attempt_at <= ?
      order by d.next_attempt_at, e.seq
      limit ? + 0`,
    ...[endpoint, now, limit],
  )
  return rows.map(
    ({ id, endpoint, attempts, pending_webhooks, event_body, next_attempt_at, ...event }) => ({
      ...{ id, endpoint, attempts, pending_webhooks, event_body, next_attempt_at },
      event: { ...event, id: event.event_id },
    }),
  )
}

/** When the next of `endpoint` that waits for its time falls due: Unix seconds. */
export function nextDueAt(store: Store, endpoint: string, after: number): number | undefined {
  return store.get<{ next_attempt_at: number }>(
    `select next_attempt_at from deliveries
      where endpoint = ? and status = 'pending' and next_attempt_at > ?
      order by next_attempt_at
      limit 1`,
    ...[endpoint, after],
  )?.next_attempt_at
}

/** Endpoints that something is still owed to. */
export function listEndpointsOwed(store: Store): string[] {
  return store
    .all<{ endpoint: string }>("select distinct endpoint from deliveries where status = 'pending'")
    .map((row) => row.endpoint)
}

/** Whether it still stands where it stood when this try began: a store may be set back meanwhile. */
export function isUnchanged(store: Store, { id, attempts }: Pick<DeliveryRow, 'id' | 'attempts'>) {
  const sql = 'select 1 from deliveries where id = ? and attempts = ?'
  return store.get(sql, id, attempts) !== undefined
}

export function markDelivered(store: Store, id: string, now: number): void {
  store.run(
    `update deliveries
        set status = 'delivered', next_attempt_at = null, delivered_at = ?, attempts = attempts + 1
      where id = ?`,
    ...[now, id],
  )
}

/** @param at when it is tried again; null: never by itself */
export function markFailed(store: Store, id: string, at: number | null): void {
  store.run(
    `update deliveries
        set status = case when ?1 is null then 'given_up' else 'pending' end,
            next_attempt_at = ?1, delivered_at = null, attempts = attempts + 1
      where id = ?2`,
    ...[at, id],
  )
}

/** Gives up what falls due while its endpoint is disabled or gone (api.md 6.3). */
export function giveUpDue(store: Store, endpoint: string, now: number): number {
  return store.run(
    `update deliveries set status = 'given_up', next_attempt_at = null
      where endpoint = ? and status = 'pending' and next_attempt_at <= ?`,
    ...[endpoint, now],
  )
}

/** Owes it again, due `now`. Its tries so far still count. */
export function renewDelivery(store: Store, id: string, now: number): void {
  store.run(
    `update deliveries set status = 'pending', next_attempt_at = ?, delivered_at = null
      where id = ?`,
    ...[now, id],
  )
}

/** A delivery as the dashboard lists it. */
export interface ListedDelivery extends DeliveryRow {
  type: string
  event_account: string
  event_created: number
}

/** Newest first; `before` is the id of the last row of the page before. */
export function listDeliveries(
  store: Store,
  endpoint: string,
  page: { limit: number; status?: DeliveryRow['status']; before?: string },
): ListedDelivery[] {
  return store.all(
    `select d.*, e.type, e.account as event_account, e.created as event_created
       from deliveries d
       join events e on e.id = d.event
      where d.endpoint = ?1
        and (?2 is null or d.status = ?2)
        and (?3 is null or (d.created, d.rowid) <
             (select created, rowid from deliveries where id = ?3))
      order by d.created desc, d.rowid desc
      limit ?4 + 0`,
    ...[endpoint, page.status ?? null, page.before ?? null, page.limit],
  )
}

/**
 * Events `endpoint` may be concerned with, created from `from` to `to`, that it has not answered
 * well. A Connect endpoint is concerned with every account that ever let its application in.
 */
export function listUndelivered(
  store: Store,
  endpoint: Pick<EndpointRow, 'id' | 'account' | 'connect'>,
  range: { from: number; to: number },
): EventRow[] {
  return store.all(
    `select e.account, e.livemode, e.id, e.type, e.created, e.object_id, e.application, e.body
       from events e
      where e.created between ?1 and ?2
        and case when ?4 then e.account in
              (select g.account from grants g join applications p on p.id = g.application
                where p.account = ?3)
            else e.account = ?3 end
        and not exists (select 1 from deliveries d
                         where d.event = e.id and d.endpoint = ?5 and d.status = 'delivered')
      order by e.seq`,
    ...[range.from, range.to, endpoint.account, endpoint.connect, endpoint.id],
  )
}

/** How many endpoints have not answered the event well yet. */
export function countPending(store: Store, event: string): number {
  const row = store.get<{ count: number }>(
    "select count(*) as count from deliveries where event = ? and status <> 'delivered'",
    event,
  )
  return row?.count ?? 0
}
