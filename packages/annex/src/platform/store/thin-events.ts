/** Events of the second API, listed for thirty days. */
import type { Store } from './store.js'

export interface ThinEventRow {
  readonly id: string
  readonly account: string
  readonly livemode: number
  readonly type: string
  readonly created: number
  readonly object_id: string | null
  /** The whole event, as JSON. */
  readonly body: string
}

export interface ThinEventFilter {
  readonly account: string
  readonly livemode: boolean
  readonly object?: string | undefined
  /** Any, where left out. */
  readonly types?: readonly string[] | undefined
}

export function insertThinEvent(store: Store, row: ThinEventRow): void {
  store.run(
    `insert into thin_events (id, account, livemode, type, created, object_id, body)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[row.id, row.account, row.livemode, row.type, row.created, row.object_id, row.body],
  )
}

export function findThinEvent(
  store: Store,
  { account, livemode }: { readonly account: string; readonly livemode: boolean },
  id: string,
): ThinEventRow | undefined {
  return store.get<ThinEventRow>(
    'select * from thin_events where id = ? and account = ? and livemode = ?',
    ...[id, account, livemode ? 1 : 0],
  )
}

/**
 * The newest first.
 * @param page those that come after the event `after`, or from the first
 */
export function listThinEvents(
  store: Store,
  { account, livemode, object, types }: ThinEventFilter,
  page: { readonly after?: string | undefined; readonly limit: number },
): ThinEventRow[] {
  return store.all<ThinEventRow>(
    `select * from thin_events
      where account = ?1 and livemode = ?2
        and (?3 is null or object_id = ?3)
        and (?4 is null or type in (select value from json_each(?4)))
        and (?5 is null or (created, rowid) < (select created, rowid from thin_events where id = ?5))
      order by created desc, rowid desc
      limit ?6 + 0`,
    ...[account, livemode ? 1 : 0, object ?? null, types ? JSON.stringify(types) : null],
    ...[page.after ?? null, page.limit],
  )
}
