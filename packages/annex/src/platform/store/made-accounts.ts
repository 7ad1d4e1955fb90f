/** The row of an account that a platform made: nobody signs in to it, and it has no keys. */
import type { Store } from './store.js'

export interface MadeAccount {
  readonly id: string
  readonly email: string
  readonly country: string
  readonly currency: string
  /** Unix seconds. */
  readonly created: number
}

export function addMadeAccount(store: Store, account: MadeAccount): void {
  const { id, email, country, currency, created } = account
  store.run(
    `insert into accounts (id, email, business_name, country, default_currency, activated, created)
     values (?, ?, null, ?, ?, 0, ?)`,
    ...[id, email, country, currency, created],
  )
}
