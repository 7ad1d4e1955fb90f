/** Links to connect that were refused before anybody was asked, and why. Only the newest are kept. */
import type { Store } from './store.js'

export interface RefusedAuthorizationRow {
  seq: number
  client_id: string
  /** OAuth's word for it: `invalid_redirect_uri`. */
  error: string
  description: string
  redirect_uri: string | null
  created: number
}

/** Of one client. Anybody can follow a wrong link, so that nothing may grow with them. */
const KEPT = 20
/** Of a text somebody else wrote. */
const LONGEST = 500

export function addRefusedAuthorization(
  store: Store,
  refused: Omit<RefusedAuthorizationRow, 'seq'>,
): void {
  const { client_id, error, description, redirect_uri, created } = refused
  store.transaction(() => {
    store.run(
      `insert into refused_authorizations (client_id, error, description, redirect_uri, created)
       values (?, ?, ?, ?, ?)`,
      ...[client_id, error, description.slice(0, LONGEST)],
      ...[redirect_uri?.slice(0, LONGEST) ?? null, created],
    )
    store.run(
      `delete from refused_authorizations
        where client_id = ?1
          and seq not in (select seq from refused_authorizations
                           where client_id = ?1 order by seq desc limit ?2 + 0)`,
      ...[client_id, KEPT],
    )
  })
}

/** The newest of an application, in both modes. */
export function listRefusedAuthorizations(
  store: Store,
  application: string,
  limit: number,
): RefusedAuthorizationRow[] {
  return store.all(
    `select r.* from refused_authorizations r
       join application_credentials c on c.client_id = r.client_id
      where c.application = ?
      order by r.seq desc
      limit ? + 0`,
    ...[application, limit],
  )
}
