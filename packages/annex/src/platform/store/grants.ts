/** Grants: which application may act on which account, how far, and since when. */
import type { Store } from './store.js'

export type Scope = 'read_only' | 'read_write'

export type RevokedReason = 'application' | 'account' | 'code_reuse' | 'account_deleted'

export interface GrantRow {
  id: string
  application: string
  client_id: string
  account: string
  livemode: number
  scope: Scope
  granted_by: string | null
  created: number
  /** When the code was exchanged: before that there is no connection. */
  connected_at: number | null
  last_used: number | null
  revoked_at: number | null
  revoked_reason: RevokedReason | null
}

/** Who asks for whose data, in which mode. */
export interface Access {
  /** The account that owns the application. */
  owner: string
  account: string
  livemode: boolean
}

/** What an application may do on an account just now. */
export interface LivingGrant {
  id: string
  /** `applications.id`. */
  application: string
  /** The client id of the mode asked for: what `application` on a created object shows. */
  client_id: string
  scope: Scope
}

/**
 * The grant that lets `owner`'s application act on `account`. A live grant implies test access and
 * never the other way round (oauth.md 3.3); a grant of the mode itself goes first.
 */
export function findLivingGrant(store: Store, access: Access): LivingGrant | undefined {
  const livemode = access.livemode ? 1 : 0
  return store.get(
    `select g.id, g.application, c.client_id, g.scope
       from grants g
       join applications p on p.id = g.application
       join application_credentials c on c.application = p.id and c.livemode = ?
      where p.account = ?
        and g.account = ?
        and g.livemode >= ?
        and g.connected_at is not null
        and g.revoked_at is null
      order by g.livemode
      limit 1`,
    ...[livemode, access.owner, access.account, livemode],
  )
}

/** Notes that a grant served a request; at most once a minute, so that reading stays cheap. */
export function touchGrant(store: Store, id: string, now: number): void {
  store.run(
    'update grants set last_used = ? where id = ? and (last_used is null or last_used <= ?)',
    ...[now, id, now - 60],
  )
}

/** Names the one grant that may live: application, account and mode. */
export interface GrantKey {
  application: string
  account: string
  livemode: boolean
}

/** The grant that has not ended, connected or still waiting for its code to be exchanged. */
export function findUnrevokedGrant(store: Store, key: GrantKey): GrantRow | undefined {
  return store.get(
    `select * from grants
      where application = ? and account = ? and livemode = ? and revoked_at is null`,
    ...[key.application, key.account, key.livemode ? 1 : 0],
  )
}

export function findGrant(store: Store, id: string): GrantRow | undefined {
  return store.get('select * from grants where id = ?', id)
}

export type NewGrant = Omit<
  GrantRow,
  'connected_at' | 'last_used' | 'revoked_at' | 'revoked_reason'
>

export function addGrant(store: Store, grant: NewGrant): void {
  const { id, application, client_id, account, livemode, scope, granted_by, created } = grant
  store.run(
    `insert into grants (id, application, client_id, account, livemode, scope, granted_by, created)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, application, client_id, account, livemode, scope, granted_by, created],
  )
}

/** The code was exchanged: the connection stands, with the scope of the last consent. */
export function connectGrant(
  store: Store,
  id: string,
  connection: { scope: Scope; now: number },
): void {
  store.run(
    'update grants set scope = ?, connected_at = coalesce(connected_at, ?) where id = ?',
    ...[connection.scope, connection.now, id],
  )
}

/** @returns whether this call ended it; false: it had ended before */
export function endGrant(
  store: Store,
  id: string,
  end: { reason: RevokedReason; now: number },
): boolean {
  const changed = store.run(
    `update grants set revoked_at = ?, revoked_reason = ?
      where id = ? and revoked_at is null`,
    ...[end.now, end.reason, id],
  )
  return changed === 1
}

/** A connection as the account's people see it. */
export interface ConnectionRow extends GrantRow {
  name: string
  website: string | null
  icon: string | null
  logo: string | null
  primary_color: string | null
  /** Who allowed it, as far as they are still a member of anything. */
  granted_by_email: string | null
}

const CONNECTION = `
  select g.*, p.name, p.website, p.icon, p.logo, p.primary_color, m.email as granted_by_email
    from grants g
    join applications p on p.id = g.application
    left join members m on m.id = g.granted_by`

/**
 * Every connection that reaches or reached `account` in this mode, living ones first, newest
 * first. In test mode that includes the live ones: they imply test access.
 */
export function listConnections(store: Store, account: string, livemode: boolean): ConnectionRow[] {
  return store.all(
    `${CONNECTION}
      where g.account = ? and g.livemode >= ? and g.connected_at is not null
      order by g.revoked_at is not null, coalesce(g.revoked_at, g.connected_at) desc, g.id`,
    ...[account, livemode ? 1 : 0],
  )
}

/** One connection of `account`, whatever became of it. */
export function findConnection(
  store: Store,
  account: string,
  id: string,
): ConnectionRow | undefined {
  return store.get(
    `${CONNECTION} where g.account = ? and g.id = ? and g.connected_at is not null`,
    ...[account, id],
  )
}
