/** Endpoints: beside each `webhook_endpoint` object, what that object does not show. */
import type { EventRow, Store } from './store.js'

export type DisabledReason = 'account' | 'failing' | 'gone'

export interface EndpointRow {
  id: string
  account: string
  livemode: number
  /** 1: hears of connected accounts, never of its own. */
  connect: number
  url: string
  /** JSON list. */
  enabled_events: string
  /** The version its events are sent in; null: the one they were recorded in. */
  api_version: string | null
  status: 'enabled' | 'disabled'
  disabled_reason: DisabledReason | null
  /** Sealed, as is `previous_secret`, which signs too until `previous_until`. */
  secret: string
  previous_secret: string | null
  previous_until: number | null
  failing_since: number | null
  created: number
}

export type NewEndpoint = Pick<
  EndpointRow,
  'id' | 'account' | 'livemode' | 'connect' | 'url' | 'enabled_events' | 'secret' | 'created'
> &
  Partial<Pick<EndpointRow, 'api_version'>>

export function addEndpoint(store: Store, endpoint: NewEndpoint): void {
  listening.add(store)
  const { id, account, livemode, connect, url, enabled_events, secret, created } = endpoint
  const api_version = endpoint.api_version ?? null
  store.run(
    `insert into endpoints (id, account, livemode, connect, url, enabled_events, api_version, status, secret, created)
     values (?, ?, ?, ?, ?, ?, ?, 'enabled', ?, ?)`,
    ...[id, account, livemode, connect, url, enabled_events, api_version, secret, created],
  )
}

export function findEndpoint(store: Store, id: string): EndpointRow | undefined {
  return store.get('select * from endpoints where id = ?', id)
}

export function listEndpoints(store: Store, account: string, livemode: boolean): EndpointRow[] {
  return store.all(
    'select * from endpoints where account = ? and livemode = ? order by created desc, rowid desc',
    ...[account, livemode ? 1 : 0],
  )
}

export function removeEndpoint(store: Store, id: string): void {
  store.run('delete from endpoints where id = ?', id)
}

/** Where and of what an endpoint wants to hear; both apply to later events only. */
export function redirectEndpoint(
  store: Store,
  id: string,
  to: Pick<EndpointRow, 'url' | 'enabled_events'>,
): void {
  store.run(
    'update endpoints set url = ?, enabled_events = ? where id = ?',
    ...[to.url, to.enabled_events, id],
  )
}

/** @param reason why nothing is sent there any more; null: sending goes on, with a clean slate */
export function switchEndpoint(store: Store, id: string, reason: DisabledReason | null): void {
  store.run(
    `update endpoints
        set status = ?, disabled_reason = ?,
            failing_since = case when ? then failing_since else null end
      where id = ?`,
    ...[reason ? 'disabled' : 'enabled', reason, reason ? 1 : 0, id],
  )
}

/** @param since when it began to fail; null: it has just answered well. An earlier beginning stays. */
export function noteFailing(store: Store, id: string, since: number | null): void {
  store.run(
    since === null
      ? 'update endpoints set failing_since = null where id = ?2 and failing_since is not ?1'
      : 'update endpoints set failing_since = ?1 where id = ?2 and failing_since is null',
    ...[since, id],
  )
}

/** Signs with `secret` from now on, and with the one before it until `until`. Both are sealed. */
export function rollSecret(store: Store, id: string, secret: string, until: number): void {
  store.run(
    `update endpoints
        set previous_secret = secret, previous_until = ?, secret = ?
      where id = ?`,
    ...[until, secret, id],
  )
}

/** Stores that have had an endpoint since they were opened, or had one then. */
const listening = new WeakSet<Store>()
const silent = new WeakSet<Store>()

/** False while nobody has ever listened: each event would ask twice for nothing. */
export function mayListen(store: Store): boolean {
  if (listening.has(store)) return true
  if (silent.has(store)) return false
  const found = store.get('select 1 from endpoints limit 1') !== undefined
  ;(found ? listening : silent).add(store)
  return found
}

/** What decides where an event goes; `application`: to that application's endpoints only. */
export type Origin = Pick<EventRow, 'account' | 'livemode' | 'application'>

/** Enabled endpoints of the account itself. */
export function listOwnEndpoints(store: Store, event: Origin): EndpointRow[] {
  return store.all(
    `select * from endpoints
      where account = ? and livemode = ? and connect = 0 and status = 'enabled'`,
    ...[event.account, event.livemode],
  )
}

/**
 * Enabled Connect endpoints of every application the account has let in. A live grant lets live
 * endpoints hear of test events too; a test grant never reaches a live one (oauth.md 6.2).
 */
export function listConnectEndpoints(store: Store, event: Origin): EndpointRow[] {
  return store.all(
    `select distinct e.*
       from grants g
       join applications p on p.id = g.application
       join endpoints e on e.account = p.account and e.connect = 1 and e.status = 'enabled'
      where g.account = ?1
        and p.account <> ?1
        and g.connected_at is not null and g.revoked_at is null
        and g.livemode >= ?2 and e.livemode between ?2 and g.livemode`,
    ...[event.account, event.livemode],
  )
}

/** Whether an endpoint that would hear of the account's events asked for this type by name. */
export function isNamed(
  store: Store,
  { account, livemode, type }: { account: string; livemode: number; type: string },
): boolean {
  if (!mayListen(store)) return false
  const origin = { account, livemode, application: null }
  const names = ({ enabled_events }: EndpointRow) =>
    (JSON.parse(enabled_events) as string[]).includes(type)
  return [...listOwnEndpoints(store, origin), ...listConnectEndpoints(store, origin)].some(names)
}

/**
 * Accounts that hear of the event through the application they own, whether or not they have an
 * endpoint: the same line between accounts as above, in one mode.
 */
export function listConnectListeners(store: Store, event: Origin): string[] {
  const rows = store.all<{ account: string }>(
    `select p.account
       from applications p
      where case when ?3 is null then p.account <> ?1 and exists (
              select 1 from grants g
               where g.application = p.id and g.account = ?1 and g.livemode = ?2
                 and g.connected_at is not null and g.revoked_at is null)
            else p.id = ?3 end`,
    ...[event.account, event.livemode, event.application],
  )
  return rows.map((row) => row.account)
}

/** Enabled Connect endpoints of one application; it hears of its own loss, so no grant is asked for. */
export function listEndpointsOfApplication(store: Store, event: Origin): EndpointRow[] {
  return store.all(
    `select e.*
       from applications p
       join endpoints e on e.account = p.account and e.connect = 1 and e.status = 'enabled'
      where p.id = ? and e.livemode = ?`,
    ...[event.application, event.livemode],
  )
}
