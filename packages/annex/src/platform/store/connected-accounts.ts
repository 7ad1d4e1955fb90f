/** The accounts an account's application is connected to, as the API lists them to its owner. */
import type { Store } from './store.js'

/** Newest connection first. A live connection also reaches the account's test mode (oauth.md 3.3). */
export function listConnectedAccounts(store: Store, owner: string, livemode: boolean): string[] {
  return store
    .all<{ account: string }>(
      `select g.account, max(g.connected_at) as since
         from grants g
         join applications p on p.id = g.application
        where p.account = ?
          and g.livemode >= ?
          and g.connected_at is not null
          and g.revoked_at is null
        group by g.account
        order by since desc, g.account`,
      ...[owner, livemode ? 1 : 0],
    )
    .map(({ account }) => account)
}
