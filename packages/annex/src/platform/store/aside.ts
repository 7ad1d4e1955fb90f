/** What belongs to an object and is never shown with it. */
import type { Store } from './store.js'

interface Owner {
  readonly account: string
  readonly livemode: boolean
}

/** As JSON. */
export function findAside(store: Store, owner: Owner, id: string): string | undefined {
  return store.get<{ body: string }>(
    'select body from aside where account = ? and livemode = ? and id = ?',
    ...[owner.account, owner.livemode ? 1 : 0, id],
  )?.body
}

/** Takes the place of what was there. */
export function setAside(store: Store, owner: Owner, id: string, body: string): void {
  store.run(
    `insert into aside (account, livemode, id, body) values (?, ?, ?, ?)
     on conflict (account, livemode, id) do update set body = excluded.body`,
    ...[owner.account, owner.livemode ? 1 : 0, id, body],
  )
}
