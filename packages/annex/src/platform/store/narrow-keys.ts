/** Keys that open one object for a short while; only a keyed hash and a mask of them are kept. */
import type { Store } from './store.js'

export interface NarrowKey {
  hash: string
  account: string
  livemode: number
  /** The object that shows it. */
  key: string
  /** The id of the only object it opens. */
  opens: string
  masked: string
  /** The `Stripe-Version` it was made with. */
  version: string
  expires_at: number
}

export function insertNarrowKey(store: Store, key: NarrowKey): void {
  store.run(
    `insert into narrow_keys (hash, account, livemode, key, opens, masked, version, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[key.hash, key.account, key.livemode, key.key, key.opens],
    ...[key.masked, key.version, key.expires_at],
  )
}

/** Expired or not; undefined once it was deleted. */
export function findNarrowKey(store: Store, hash: string): NarrowKey | undefined {
  return store.get<NarrowKey>('select * from narrow_keys where hash = ?', hash)
}

export function deleteNarrowKey(
  store: Store,
  { account, livemode }: { account: string; livemode: boolean },
  key: string,
): void {
  store.run(
    'delete from narrow_keys where account = ? and livemode = ? and key = ?',
    ...[account, livemode ? 1 : 0, key],
  )
}
