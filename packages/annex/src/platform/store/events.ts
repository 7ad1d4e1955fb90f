/** Events: recorded in the transaction of their change, listed for thirty days. */
import type { EventRow, Store } from './store.js'

/** An event before it is kept. `object` is the whole snapshot, unexpanded (api.md 5.1). */
export interface NewEvent {
  id: string
  account: string
  livemode: boolean
  type: string
  created: number
  api_version: string
  object: { id?: string }
  previous_attributes?: Record<string, unknown>
  request: { id: string | null; idempotency_key: string | null } | null
  /** For the endpoints of this application (`applications.id`) only: its own (de)authorization. */
  application?: string
}

/** Keeps the event and lets deliveries be derived from it; call it inside the change's transaction. */
export function recordEvent(store: Store, event: NewEvent): EventRow {
  const row = eventRow(event)
  keepEvent(store, row)
  return row
}

/** The event as it will be kept. */
export function eventRow(event: NewEvent): EventRow {
  const data = { object: event.object, previous_attributes: event.previous_attributes }
  const { id, api_version, created, livemode, request, type } = event
  const body = { id, object: 'event', api_version, created, data, livemode, request, type }
  return {
    account: event.account,
    livemode: livemode ? 1 : 0,
    id,
    type,
    created,
    object_id: event.object.id ?? null,
    application: event.application ?? null,
    body: JSON.stringify(body),
  }
}

export function keepEvent(store: Store, row: EventRow): void {
  store.run(
    `insert into events (account, livemode, id, type, created, object_id, application, body)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.account, row.livemode, row.id, row.type, row.created],
    ...[row.object_id, row.application, row.body],
  )
  store.tellOfEvent(row)
}

/** An event by its id alone, whoever's it is. */
export function findRecorded(store: Store, id: string): EventRow | undefined {
  return store.get<EventRow>(
    `select account, livemode, id, type, created, object_id, application, body
       from events where id = ?`,
    id,
  )
}
