/** Links to pages where the owner of an account completes it, found by the hash of their secret. */
import type { Store } from './store.js'

export interface AccountLinkRow {
  hash: string
  account: string
  livemode: number
  type: 'account_onboarding' | 'account_update' | 'login'
  return_url: string | null
  refresh_url: string | null
  expires_at: number
  used_at: number | null
}

export function addAccountLink(store: Store, link: Omit<AccountLinkRow, 'used_at'>): void {
  const { hash, account, livemode, type, return_url, refresh_url, expires_at } = link
  store.run(
    `insert into account_links (hash, account, livemode, type, return_url, refresh_url, expires_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[hash, account, livemode, type, return_url, refresh_url, expires_at],
  )
}

export function findAccountLink(store: Store, hash: string): AccountLinkRow | undefined {
  return store.get('select * from account_links where hash = ?', hash)
}

/** @returns whether this call used it; false: it had been used before */
export function useAccountLink(store: Store, hash: string, now: number): boolean {
  const changed = store.run(
    'update account_links set used_at = ? where hash = ? and used_at is null',
    ...[now, hash],
  )
  return changed === 1
}
