/** What happened to one object: its events, newest first. */
import type { EventRow, Store } from './store.js'

export interface PastEvent extends EventRow {
  seq: number
}

export function listEventsOf(
  store: Store,
  place: { account: string; livemode: boolean },
  object: string,
  limit: number,
): PastEvent[] {
  return store.all(
    `select seq, account, livemode, id, type, created, object_id, application, body
       from events
      where account = ? and object_id = ? and livemode = ?
      order by created desc, seq desc
      limit ? + 0`,
    ...[place.account, object, place.livemode ? 1 : 0, limit],
  )
}
